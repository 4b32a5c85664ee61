package io.gavel.ops.cli;

import io.gavel.client.GavelOperator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * Why an operator does what a command does; the venue's events keep it. A mixin.
 */
public final class Reason
{
    /** Refuses what the venue would. */
    static final class Converter implements ITypeConverter<String>
    {
        @Override
        public String convert(final String text)
        {
            if (text.isBlank() || text.length() > 64 || !text.chars().allMatch(each -> each >= ' ' && each <= '~'))
            {
                throw new TypeConversionException("'" + text.lines().findFirst().orElse("") +
                    "': expected a reason of 1 to 64 printable ASCII characters");
            }
            return text;
        }
    }

    @Option(names = "--why", required = true, paramLabel = "TEXT", converter = Converter.class,
        description = "The reason, for the record: 1 to 64 printable ASCII characters.")
    private String why;

    /**
     * The operator's calls, with this reason.
     *
     * @param operator of the client.
     * @return a view of it.
     */
    public GavelOperator of(final GavelOperator operator)
    {
        return operator.because(why);
    }

    /**
     * A reason that may be left out, for commands that people gave before there were reasons. A mixin.
     */
    public static final class Optional
    {
        @Option(names = "--why", defaultValue = GavelOperator.UNSPECIFIED, paramLabel = "TEXT",
            converter = Converter.class,
            description = "The reason, for the record (default: ${DEFAULT-VALUE}).")
        private String why;

        /**
         * The operator's calls, with this reason.
         *
         * @param operator of the client.
         * @return a view of it.
         */
        public GavelOperator of(final GavelOperator operator)
        {
            return operator.because(why);
        }
    }
}
