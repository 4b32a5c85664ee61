package io.gavel.engine.admin;

import io.gavel.schema.CancelOrdersDecoder;
import io.gavel.schema.HaltDecoder;
import io.gavel.schema.HashStateDecoder;
import io.gavel.schema.KillDecoder;
import io.gavel.schema.ReleaseDecoder;
import io.gavel.schema.ResumeTradingDecoder;
import io.gavel.schema.Role;
import io.gavel.schema.SetAccountStatusDecoder;
import io.gavel.schema.SetLimitDecoder;

/** Who may do what. */
public final class Permissions
{
    private Permissions()
    {
    }

    /**
     * Whether a role may send an admin command.
     *
     * @param role       of the participant.
     * @param templateId of the command.
     * @return true for an operator, and for a risk officer where the command bounds or stops trading.
     */
    public static boolean mayCommand(final Role role, final int templateId)
    {
        return Role.OPERATOR == role || Role.RISK_OFFICER == role && isOfRiskOfficer(templateId);
    }

    private static boolean isOfRiskOfficer(final int templateId)
    {
        return switch (templateId)
        {
            case SetLimitDecoder.TEMPLATE_ID, KillDecoder.TEMPLATE_ID, ReleaseDecoder.TEMPLATE_ID,
                SetAccountStatusDecoder.TEMPLATE_ID, HaltDecoder.TEMPLATE_ID, ResumeTradingDecoder.TEMPLATE_ID,
                CancelOrdersDecoder.TEMPLATE_ID, HashStateDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }

    /**
     * Whether a role may enter, change and cancel orders.
     *
     * @param role of the participant.
     * @return true for traders and operators.
     */
    public static boolean mayTrade(final Role role)
    {
        return Role.TRADER == role || Role.OPERATOR == role;
    }

    /**
     * Whether a role sees every account, order and participant.
     *
     * @param role of the participant.
     * @return true for operators and risk officers.
     */
    public static boolean seesAll(final Role role)
    {
        return Role.OPERATOR == role || Role.RISK_OFFICER == role;
    }

    /**
     * Whether a role sees accounts and orders at all.
     *
     * @param role of the participant.
     * @return false for readers of market data.
     */
    public static boolean seesAccounts(final Role role)
    {
        return Role.MARKET_DATA_READER != role;
    }
}
