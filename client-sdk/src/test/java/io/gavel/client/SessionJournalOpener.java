package io.gavel.client;

import io.gavel.venue.Members;
import java.nio.file.Path;

/** Another process that tries to open a journal, and says whether it could. */
final class SessionJournalOpener
{
    private SessionJournalOpener()
    {
    }

    public static void main(final String[] args)
    {
        final SessionJournal.Owner owner = new SessionJournal.Owner(
            Members.parse("127.0.0.1:9000,127.0.0.1:9010,127.0.0.1:9020"), "alice", 3);
        try
        {
            SessionJournal.open(Path.of(args[0]), owner, 1024, false).close();
            System.out.println("opened");
        }
        catch (final JournalException e)
        {
            System.out.println(e.getMessage().contains("by another process") ? "refused" : e.getMessage());
        }
    }
}
