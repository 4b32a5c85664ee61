package io.gavel.benchmarks.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What was measured in one venue of a series.
 *
 * @param size    of the dimension that grows.
 * @param venue   that was measured.
 * @param figures of each side.
 */
record GrowthPoint(int size, VenueSize venue, FlowFigures figures)
{
    ObjectNode json()
    {
        final ObjectNode document = figures.json().put("size", size);
        for (final VenueSize.Dimension dimension : VenueSize.Dimension.values())
        {
            document.put(dimension.optionName(), venue.of(dimension));
        }
        return document;
    }
}
