package io.gavel.benchmarks.engine;

import java.util.Arrays;

/** The numbers of the orders that are open, of which any can be drawn. */
final class OpenOrderList
{
    private int[] numbers = new int[1_024];
    // By number: where it is above.
    private int[] places = new int[1_024];
    private int size;

    void add(final int number)
    {
        if (size == numbers.length)
        {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        if (number >= places.length)
        {
            places = Arrays.copyOf(places, Math.max(number + 1, 2 * places.length));
        }
        numbers[size] = number;
        places[number] = size++;
    }

    void remove(final int number)
    {
        final int last = numbers[--size];
        numbers[places[number]] = last;
        places[last] = places[number];
    }

    int size()
    {
        return size;
    }

    int get(final int index)
    {
        return numbers[index];
    }
}
