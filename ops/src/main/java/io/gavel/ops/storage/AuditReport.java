package io.gavel.ops.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.cluster.storage.Fault;
import io.gavel.cluster.storage.LogAudit;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Table;

/** What an audit found, as a document and for a person. */
final class AuditReport
{
    private AuditReport()
    {
    }

    static ObjectNode document(final LogAudit.Result result)
    {
        final ObjectNode document = Output.object().put("clean", result.isClean());
        document.put("executed", null == result.source() ? null : result.source().toString());
        document.put("fromLogPosition", result.from()).put("toLogPosition", result.to())
            .put("commands", result.commands()).put("events", result.events()).put("eventSeq", result.eventSeq())
            .put("stateHash", String.format("%016x", result.stateHash()));
        final ArrayNode nodes = document.putArray("nodes");
        for (final LogAudit.Node node : result.nodes())
        {
            nodes.addObject().put("dir", node.dir().toString()).put("logStart", node.logStart())
                .put("logEnd", node.logEnd()).put("logEqualTo", node.logEqualTo())
                .put("notCommittedFrom", node.notCommittedFrom()).put("eventsCompared", node.eventsCompared())
                .put("lastEventSeq", node.lastEventSeq()).put("snapshotsChecked", node.snapshotsChecked());
        }
        faults(document, result);
        return document;
    }

    static void faults(final ObjectNode document, final LogAudit.Result result)
    {
        final ArrayNode faults = document.putArray("faults");
        for (final Fault fault : result.faults())
        {
            faults.addObject().put("file", fault.file().toString()).put("offset", fault.offset())
                .put("expected", fault.expected()).put("found", fault.found());
        }
    }

    static String text(final LogAudit.Result result)
    {
        final StringBuilder text = new StringBuilder();
        if (!result.nodes().isEmpty())
        {
            final Table table = new Table("DIRECTORY", ">LOG FROM", ">LOG TO", ">EQUAL TO", ">NOT COMMITTED FROM",
                ">EVENTS EQUAL", ">LAST EVENT", ">SNAPSHOTS EQUAL");
            for (final LogAudit.Node node : result.nodes())
            {
                table.row(node.dir(), node.logStart(), node.logEnd(), node.logEqualTo(),
                    node.notCommittedFrom() < 0 ? null : node.notCommittedFrom(), node.eventsCompared(),
                    node.lastEventSeq(), node.snapshotsChecked());
            }
            text.append(table).append('\n').append("executed the log of ").append(result.source())
                .append(" from position ").append(result.from()).append(" to ").append(result.to()).append(": ")
                .append(result.commands()).append(" commands, ").append(result.events())
                .append(" events, state hash ").append(String.format("%016x", result.stateHash())).append('\n');
        }
        for (final Fault fault : result.faults())
        {
            text.append(fault.sentence()).append('\n');
        }
        return text.append(result.isClean() ? "everything is as it should be" :
            result.faults().size() + (1 == result.faults().size() ? " fault" : " faults")).toString();
    }
}
