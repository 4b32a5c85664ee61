package io.gavel.client;

import java.nio.file.Path;

/**
 * What a context says about the journal, checked.
 *
 * @param file     of the connection.
 * @param isForced whether it survives a loss of power too.
 * @param recovery of what the venue has not executed.
 * @param listener told what became of the earlier process's commands.
 */
record JournalSettings(Path file, boolean isForced, Recovery recovery, RecoveredCommandListener listener)
{
    JournalSettings
    {
        ClientSettings.check(listener != null, "a journal needs a recoveredCommandListener: without one nobody would " +
            "learn what became of the commands of a process that died");
        ClientSettings.check(recovery != null, "recovery must not be null");
    }
}
