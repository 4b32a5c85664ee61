package io.gavel.gateway.http;

import io.gavel.gateway.republish.ApiException;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a request, checked.
 */
final class QueryParameters
{
    private QueryParameters()
    {
    }

    /**
     * The symbol that a query names.
     *
     * @param query with the parameter symbol.
     * @return not empty.
     * @throws ApiException where it is missing or too long.
     */
    static String symbol(final QueryStringDecoder query)
    {
        return symbol(parameter(query, "symbol"));
    }

    private static String parameter(final QueryStringDecoder query, final String name)
    {
        final Map<String, List<String>> parameters = query.parameters();
        final List<String> values = parameters.get(name);
        return null == values ? "" : values.get(values.size() - 1);
    }

    /**
     * A symbol in a path.
     *
     * @param text of it.
     * @return not empty.
     * @throws ApiException where it is missing or too long.
     */
    static String symbol(final String text)
    {
        if (text.isEmpty())
        {
            throw ApiException.invalidParameter("symbol is missing: name one of GET /v1/instruments");
        }
        if (text.length() > MarketDataRoutes.SYMBOL_LENGTH_MAX)
        {
            throw ApiException.invalidParameter(
                "symbol of " + text.length() + " characters: expected at most " +
                MarketDataRoutes.SYMBOL_LENGTH_MAX);
        }
        return text;
    }

    /**
     * A whole number.
     *
     * @param query   that may have the parameter.
     * @param name    of the parameter.
     * @param missing what holds where it is left out or empty.
     * @param min     least value.
     * @param max     greatest value.
     * @return from min to max, or missing.
     * @throws ApiException where it is none, or out of range.
     */
    static long number(
        final QueryStringDecoder query, final String name, final long missing, final long min, final long max)
    {
        final String text = parameter(query, name);
        if (text.isEmpty())
        {
            return missing;
        }
        try
        {
            final long value = Long.parseLong(text);
            if (value >= min && value <= max)
            {
                return value;
            }
        }
        catch (final NumberFormatException e)
        {
            throw ApiException.invalidParameter(
                name + " '" + shortened(text) + "' is not a whole number: " + expected(min, max));
        }
        throw ApiException.invalidParameter(name + " '" + text + "' is out of range: " + expected(min, max));
    }

    private static String expected(final long min, final long max)
    {
        return Long.MAX_VALUE == max ? "expected " + min + " or more" : "expected " + min + " to " + max;
    }

    private static String shortened(final String text)
    {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
