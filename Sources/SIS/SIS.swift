// SIS
