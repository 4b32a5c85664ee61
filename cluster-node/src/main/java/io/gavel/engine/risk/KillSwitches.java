package io.gavel.engine.risk;

import java.util.Arrays;

/** Who may enter no order until an operator releases the switch: an account, a participant, or the market. */
public final class KillSwitches
{
    private boolean isMarketKilled;
    private boolean[] accounts = new boolean[64];
    private boolean[] participants = new boolean[64];

    /** Nobody is killed. */
    public KillSwitches()
    {
    }

    /**
     * Whether the whole market is.
     *
     * @return true until it is released.
     */
    public boolean isMarketKilled()
    {
        return isMarketKilled;
    }

    /**
     * Throws or releases the market's switch.
     *
     * @param isKilled whether it is thrown.
     */
    public void market(final boolean isKilled)
    {
        isMarketKilled = isKilled;
    }

    /**
     * Whether an account is.
     *
     * @param accountId of it.
     * @return true until it is released.
     */
    public boolean isAccountKilled(final int accountId)
    {
        return accountId < accounts.length && accounts[accountId];
    }

    /**
     * Throws or releases an account's switch.
     *
     * @param accountId of it.
     * @param isKilled  whether it is thrown.
     */
    public void account(final int accountId, final boolean isKilled)
    {
        accounts = sized(accounts, accountId);
        accounts[accountId] = isKilled;
    }

    /**
     * Whether a participant is.
     *
     * @param participantId of it.
     * @return true until it is released.
     */
    public boolean isParticipantKilled(final int participantId)
    {
        return participantId < participants.length && participants[participantId];
    }

    /**
     * Throws or releases a participant's switch.
     *
     * @param participantId of it.
     * @param isKilled      whether it is thrown.
     */
    public void participant(final int participantId, final boolean isKilled)
    {
        participants = sized(participants, participantId);
        participants[participantId] = isKilled;
    }

    private static boolean[] sized(final boolean[] flags, final int index)
    {
        return index < flags.length ? flags : Arrays.copyOf(flags, Math.max(index + 1, flags.length * 2));
    }
}
