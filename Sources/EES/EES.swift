// EES
