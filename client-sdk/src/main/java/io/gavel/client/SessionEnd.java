package io.gavel.client;

import io.gavel.schema.RejectReason;

/** Why a conversation with the venue is over for good, as the application is told, with what to do about it. */
final class SessionEnd
{
    private SessionEnd()
    {
    }

    /** The instruments that the venue lists could not be read. */
    static GavelException withoutInstruments(final Throwable error, final int venueVersion)
    {
        return error instanceof QueryRejectedException rejected &&
            rejected.reason() == RejectReason.UNSUPPORTED_VERSION ? unsupportedVersion(venueVersion) :
            new GavelException("could not read which instruments the venue lists: " + error.getMessage(), error);
    }

    /** The nodes run another generation of the cluster's protocol. */
    static VersionMismatchException otherGeneration(final Throwable cause)
    {
        return new VersionMismatchException("the venue's cluster is of another generation: " + cause.getMessage() +
            "; use the version of this library that the venue was released with", cause);
    }

    /** The venue does not take messages of this library's version. */
    static VersionMismatchException unsupportedVersion(final int venueVersion)
    {
        return new VersionMismatchException("this library speaks version " + CommandCodec.SCHEMA_VERSION +
            " of the venue's messages, which the venue does not take: it answered in version " + venueVersion +
            "; use a library of that version, or upgrade the venue's nodes first", null);
    }

    /** The name or the password is wrong, or all places are taken. */
    static LogonRefusedException logonRefused(final Throwable cause)
    {
        return new LogonRefusedException("the venue refused the logon: check the participant's name and password, " +
            "and that it has not too many sessions", cause);
    }

    /** The venue does not resume the connection. */
    static GavelException notResumed(final int connectionId, final RejectReason reason, final int venueVersion)
    {
        return reason == RejectReason.UNSUPPORTED_VERSION ? unsupportedVersion(venueVersion) :
            new GavelException("the venue refused connection " + connectionId + ": " + reason);
    }

    /** The venue knows less than it has answered. */
    static GavelException goneBack(final long lastAnswered, final long expected)
    {
        return new GavelException("the venue has gone back: it answered command " + lastAnswered +
            " before, and expects " + expected + " now; it may have been restored from an older backup");
    }

    /** A newer session owns the connection. */
    static FencedException takenOver(final int connectionId)
    {
        return new FencedException("connection " + connectionId + " was taken over by a newer session of the same " +
            "participant: use another connectionId to run side by side");
    }
}
