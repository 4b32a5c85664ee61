package io.gavel.ops.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gavel.reference.FlowCommand;
import io.gavel.reference.FlowGenerator;
import io.gavel.reference.FlowShape;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowFileTest
{
    @Test
    void shouldReadWhatTheGeneratorWrites() throws IOException, FlowFormatException
    {
        final List<FlowCommand> flow = FlowGenerator.flow(7, FlowShape.of(7), 3_000);
        final String text = FlowCommand.HEADER + "\n" +
            flow.stream().map(FlowCommand::toCsv).collect(Collectors.joining("\n"));
        for (final String end : new String[]{"\n", "\r\n"})
        {
            try (FlowFile file = new FlowFile(new StringReader(text.replace("\n", end) + end)))
            {
                for (final FlowCommand command : flow)
                {
                    assertEquals(command, file.next());
                }
                assertNull(file.next());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1,NEW,A,x,BUY,1,1            | line 3: expected 8 columns, actual=7",
        "1,NEW,A,x,BUY,1,1,DAY,       | line 3: expected 8 columns, actual=9",
        "''                           | line 3: expected 8 columns, actual=1",
        "x,NEW,A,x,BUY,1,1,DAY        | line 3: seq is \"x\", expected a whole number of at most 18 digits",
        "1,new,A,x,BUY,1,1,DAY        | line 3: type is \"new\", expected NEW, CANCEL or REPLACE",
        "1,NEW,,x,BUY,1,1,DAY         | line 3: symbol is \"\", expected a name",
        "1,NEW,A,,BUY,1,1,DAY         | line 3: order_id is \"\", expected a name",
        "1,NEW,A,x,,1,1,DAY           | line 3: side is \"\", expected BUY or SELL",
        "1,NEW,A,x,BUY,1.5,1,DAY      | line 3: price is \"1.5\", expected a whole number of at most 18 digits",
        "1,NEW,A,x,BUY,1,,DAY         | line 3: quantity is \"\", expected a whole number of at most 18 digits",
        "1,NEW,A,x,BUY,1,1,           | line 3: tif is \"\", expected DAY, GTC, IOC or FOK",
        "1,CANCEL,A,x,BUY,,,          | line 3: side is \"BUY\", expected nothing there for a CANCEL",
        "1,REPLACE,A,x,BUY,1,1,DAY    | line 3: tif is \"DAY\", expected nothing there for a REPLACE",
        "1,REPLACE,A,x,UP,1,1,        | line 3: side is \"UP\", expected BUY or SELL",
        "1,NEW,A,x,BUY,1,99999999999999999999,DAY | line 3: quantity is \"99999999999999999999\", " +
            "expected a whole number of at most 18 digits"})
    void shouldNameTheLineAndWhatIsWrongWithIt(final String line, final String message) throws Exception
    {
        final String text = FlowCommand.HEADER + "\n1,NEW,A,x,BUY,1,1,DAY\n" + line + "\n";
        try (FlowFile file = new FlowFile(new StringReader(text)))
        {
            file.next();
            assertEquals(message, assertThrows(FlowFormatException.class, file::next).getMessage());
        }
    }

    @Test
    void shouldRefuseAnotherHeaderAndAnEmptyFile()
    {
        final String expected = "line 1: expected the header " + FlowCommand.HEADER + ", actual=";
        assertEquals(expected + "\"\"", assertThrows(FlowFormatException.class,
            () -> new FlowFile(new StringReader(""))).getMessage());
        assertEquals(expected + "\"seq,type\"", assertThrows(FlowFormatException.class,
            () -> new FlowFile(new StringReader("seq,type\n"))).getMessage());
    }

    @Test
    void shouldNotHoldALineWithoutEnd()
    {
        assertEquals("line 1: longer than 1000 characters", assertThrows(FlowFormatException.class,
            () -> new FlowFile(new StringReader("x".repeat(5_000)))).getMessage());
    }
}
