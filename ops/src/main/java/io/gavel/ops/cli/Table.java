package io.gavel.ops.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Text in columns, as wide as their widest cell. Columns of numbers stand to the right.
 */
public final class Table
{
    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] isRight;

    /**
     * A table without rows.
     *
     * @param headings of the columns; one that begins with {@code >} stands to the right, without that sign.
     */
    public Table(final String... headings)
    {
        isRight = new boolean[headings.length];
        final String[] names = new String[headings.length];
        for (int i = 0; i < headings.length; i++)
        {
            isRight[i] = headings[i].startsWith(">");
            names[i] = isRight[i] ? headings[i].substring(1) : headings[i];
        }
        rows.add(names);
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column; null shows as a dash.
     * @return this.
     */
    public Table row(final Object... cells)
    {
        if (cells.length != isRight.length)
        {
            throw new IllegalArgumentException("expected " + isRight.length + " cells, actual " + cells.length);
        }
        final String[] row = new String[cells.length];
        for (int i = 0; i < cells.length; i++)
        {
            row[i] = cells[i] == null ? "-" : cells[i].toString();
        }
        rows.add(row);
        return this;
    }

    /**
     * The lines, without the last line feed.
     *
     * @return headings first.
     */
    @Override
    public String toString()
    {
        final int[] widths = new int[isRight.length];
        for (final String[] row : rows)
        {
            for (int i = 0; i < row.length; i++)
            {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        final StringBuilder text = new StringBuilder();
        for (final String[] row : rows)
        {
            final StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++)
            {
                final String space = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? "" : "  ").append(isRight[i] ? space + row[i] : row[i] + space);
            }
            text.append(text.length() == 0 ? "" : "\n").append(line.toString().stripTrailing());
        }
        return text.toString();
    }
}
