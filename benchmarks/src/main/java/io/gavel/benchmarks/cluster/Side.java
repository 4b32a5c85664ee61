package io.gavel.benchmarks.cluster;

/** What runs on the cluster. */
enum Side
{
    /** Every message is sent back. */
    ECHO("echo"),

    /** Every message is sent back, and makes an event of 96 bytes that every node records. */
    ECHO_EVENTS("echo+events"),

    /** The exchange, through the SDK. */
    GAVEL("gavel");

    private final String text;

    Side(final String text)
    {
        this.text = text;
    }

    /**
     * As it stands in the table.
     *
     * @return a word.
     */
    String text()
    {
        return text;
    }
}
