// Biometrics
