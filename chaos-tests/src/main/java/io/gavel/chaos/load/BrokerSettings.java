package io.gavel.chaos.load;

import io.gavel.client.GavelClient;
import java.time.Duration;
import java.util.List;

/**
 * How a broker trades.
 *
 * @param name              it logs on with.
 * @param password          it logs on with.
 * @param members           the venue, as the SDK takes it.
 * @param accountId         that it trades for.
 * @param commandsPerSecond at most, 1 or more.
 * @param seed              of what it sends.
 * @param symbols           that it trades.
 */
record BrokerSettings(
    String name,
    String password,
    String members,
    long accountId,
    int commandsPerSecond,
    long seed,
    List<String> symbols)
{
    /** A context of the SDK that names venue and participant. */
    GavelClient.Context context()
    {
        return new GavelClient.Context().members(members).participant(name).password(password.toCharArray())
            .connectTimeout(Duration.ofSeconds(30));
    }
}
