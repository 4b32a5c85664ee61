package io.gavel.ops.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.ops.Run;
import io.gavel.schema.RejectReason;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person is told of every reason what to change. */
class RejectionsTest
{
    @ParameterizedTest
    @EnumSource(value = RejectReason.class, names = {"NONE", "NULL_VAL"}, mode = EnumSource.Mode.EXCLUDE)
    void shouldSayOfEveryReasonWhatToChange(final RejectReason reason)
    {
        final String sentence = Rejections.sentence(reason);
        assertTrue(sentence.startsWith(reason.name() + ": "), sentence);
        assertTrue(sentence.length() >= reason.name().length() + 20, sentence);
        assertEquals(1, sentence.lines().count());
    }

    @Test
    void shouldNameNoCommandThatIsNotThere()
    {
        final Map<String, RejectReason> named = new HashMap<>();
        for (final RejectReason reason : RejectReason.values())
        {
            final String sentence = Rejections.sentence(reason);
            int at = sentence.indexOf("./gavel ");
            while (at >= 0)
            {
                named.put(sentence.substring(at + "./gavel ".length()).split("[ ;,)]")[0], reason);
                at = sentence.indexOf("./gavel ", at + 1);
            }
        }
        assertTrue(named.size() > 5, named::toString);
        named.forEach((command, reason) -> assertTrue(
            Run.of("--help").out().lines().anyMatch(line -> line.matches(" +" + command + "  +\\S.*")),
            () -> reason + " names " + command));
    }
}
