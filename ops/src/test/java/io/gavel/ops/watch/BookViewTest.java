package io.gavel.ops.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.ops.cli.Output;
import org.junit.jupiter.api.Test;

class BookViewTest
{
    private final BookView view = new BookView("AAPL", 2);

    private static JsonNode json(final String text) throws Exception
    {
        return Output.JSON.readTree(text.replace('\'', '"'));
    }

    @Test
    void shouldKeepTheBestLevelsThroughChanges() throws Exception
    {
        view.snapshot(json("{'seq':1,'eventSeq':70,'bids':[['320.1400',25,1],['320.1000',5,1],['319.0000',1,1]]," +
            "'asks':[['320.3000',100,2]]}"));
        view.delta(json("{'seq':2,'eventSeq':71,'bids':[['320.1400',0,0]],'asks':[['320.2000',7,1]]}"));
        assertEquals(json("{'symbol':'AAPL','eventSeq':71,'stale':false," +
            "'bids':[['320.1000',5,1],['319.0000',1,1]],'asks':[['320.2000',7,1],['320.3000',100,2]]}"),
            json(view.document().toString()));
        assertEquals("AAPL at event 71\n" +
            "ORDERS  SIZE       BID       ASK  SIZE  ORDERS\n" +
            "     1     5  320.1000  320.2000     7       1\n" +
            "     1     1  319.0000  320.3000   100       2", view.text());
    }

    @Test
    void shouldRefuseAChangeThatIsNotTheNext() throws Exception
    {
        view.snapshot(json("{'seq':1,'eventSeq':70,'bids':[],'asks':[]}"));
        assertEquals("AAPL at event 70\nthe book is empty", view.text());
        assertThrows(IllegalStateException.class, () -> view.delta(json("{'seq':3,'eventSeq':72}")));
    }
}
