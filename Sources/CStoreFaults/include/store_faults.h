// A file layer for SQLite that fails or forgets on request. For tests alone: nothing that serves links it.
#ifndef STORE_FAULTS_H
#define STORE_FAULTS_H

#include <stdint.h>

// Makes the layer SQLite's default, above the layer that was. Call once, before the first connection.
int store_faults_install(void);

// From now on, the `nth` call (from 1) fails once: a write with SQLITE_FULL where `full` is set, else with an input/output
// error of its kind. 0 disarms.
void store_faults_arm(int64_t nth, int full);

// Calls since the last arming, and the name of the one that failed (NULL while none did).
int64_t store_faults_calls(void);
const char *store_faults_failed(void);

// From now on, a sync that does not fail does nothing: for tests in which nothing but calls can fail.
void store_faults_skip_syncs(void);

// From now on, files live in memory and reach the disk only when they are synced. Call before the first file is opened.
void store_faults_hold_unsynced(void);

// The power goes: of what was not synced, each sector of 512 bytes reaches the disk with a chance of `percent`, in
// an order that does not matter; then the process ends with status 86. Never returns.
void store_faults_cut_power(uint64_t seed, int percent);

#endif
