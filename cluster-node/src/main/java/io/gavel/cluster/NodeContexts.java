package io.gavel.cluster;

import io.aeron.archive.Archive;
import io.aeron.archive.checksum.Checksums;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.codecs.AdminRequestDecoder;
import io.aeron.cluster.codecs.AdminRequestType;
import io.aeron.cluster.codecs.BackupQueryDecoder;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.security.AuthorisationService;
import io.gavel.cluster.events.EventPeers;
import io.gavel.engine.Limits;
import io.gavel.venue.Members;
import io.gavel.venue.SteadyClock;
import java.util.ArrayList;
import java.util.List;

/** The contexts of the driver, the archive, the consensus module and the service container, from a node's settings. */
final class NodeContexts
{
    private static final String UDP = "aeron:udp?endpoint=";
    private static final int SNAPSHOT_MTU = 16 * 1024;

    private final NodeContext context;
    private final DataDirectory directory;
    private final NodeBuild build;
    private final NodeErrors errors;
    private final Runnable onTermination;
    private final SteadyClock clock;

    NodeContexts(
        final NodeContext context,
        final DataDirectory directory,
        final NodeBuild build,
        final NodeErrors errors,
        final Runnable onTermination)
    {
        this.context = context;
        this.directory = directory;
        this.build = build;
        this.errors = errors;
        this.onTermination = onTermination;
        clock = new SteadyClock(errors::warn);
    }

    MediaDriver.Context driver()
    {
        return new MediaDriver.Context()
            .aeronDirectoryName(context.aeronDir())
            .epochClock(clock)
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .threadingMode(context.threads().driver())
            .sharedIdleStrategy(context.threads().idleSupplier().get())
            .sharedNetworkIdleStrategy(context.threads().idleSupplier().get())
            .conductorIdleStrategy(context.threads().idleSupplier().get())
            .senderIdleStrategy(context.threads().idleSupplier().get())
            .receiverIdleStrategy(context.threads().idleSupplier().get())
            .termBufferSparseFile(context.sizes().sparseFiles())
            .mtuLength(context.network().mtuLength())
            // What names no length of its own: the egress of each session, and the little that nodes tell each other.
            .publicationTermBufferLength(context.sizes().egressTermLength())
            .socketSndbufLength(context.network().socketBufferLength())
            .socketRcvbufLength(context.network().socketBufferLength())
            .initialWindowLength(context.network().socketBufferLength())
            .terminationHook(onTermination)
            .errorHandler(errors);
    }

    Archive.Context archive()
    {
        final Members.Node node = context.node();
        return new Archive.Context()
            .aeronDirectoryName(context.aeronDir())
            .archiveDir(directory.archive())
            .epochClock(clock)
            .controlChannel(UDP + node.archiveEndpoint())
            .replicationChannel(UDP + node.replicationEndpoint())
            .recordingEventsEnabled(false)
            .recordChecksum(Checksums.crc32c())
            .replayChecksum(Checksums.crc32c())
            .segmentFileLength(context.sizes().segmentLength())
            .fileSyncLevel(context.sizes().durability().syncLevel())
            .catalogFileSyncLevel(context.sizes().durability().syncLevel())
            .threadingMode(context.threads().archive())
            .idleStrategySupplier(context.threads().idleSupplier())
            .recorderIdleStrategySupplier(context.threads().idleSupplier())
            .replayerIdleStrategySupplier(context.threads().idleSupplier())
            .errorHandler(errors);
    }

    ConsensusModule.Context consensusModule(final VenueAuthenticator authenticator)
    {
        final Members.Node node = context.node();
        return new ConsensusModule.Context()
            .aeronDirectoryName(context.aeronDir())
            .clusterDir(directory.cluster())
            .clusterMemberId(node.nodeId())
            .appVersion(build.appVersion())
            .epochClock(clock)
            .clusterMembers(clusterMembers(context.members()))
            .ingressChannel("aeron:udp?term-length=" + context.sizes().ingressTermLength() + "|alias=ingress")
            .logChannel("aeron:udp?term-length=" + context.sizes().logTermLength() + "|alias=log")
            .snapshotChannel(snapshotChannel())
            .replicationChannel(UDP + node.host() + ":0")
            .clusterClock(new SteadyClusterClock(clock))
            .fileSyncLevel(context.sizes().durability().syncLevel())
            // The door counts the sessions; logons under way must not take their places.
            .maxConcurrentSessions(context.sizes().sessionsMax() + 2 * VenueAuthenticator.LOGONS_MAX)
            .sessionTimeoutNs(context.timeouts().sessionNs())
            .leaderHeartbeatTimeoutNs(context.timeouts().leaderHeartbeatNs())
            .leaderHeartbeatIntervalNs(context.timeouts().leaderHeartbeatIntervalNs())
            .electionTimeoutNs(context.timeouts().electionNs())
            .electionStatusIntervalNs(Math.min(100_000_000L, context.timeouts().electionNs() / 2))
            .startupCanvassTimeoutNs(context.timeouts().startupCanvassNs())
            .authenticatorSupplier(() -> authenticator)
            .authorisationServiceSupplier(() -> operatorsOnly())
            .idleStrategySupplier(context.threads().idleSupplier())
            .terminationHook(onTermination)
            .errorHandler(errors);
    }

    ClusteredServiceContainer.Context service(final ClusteredService service)
    {
        return new ClusteredServiceContainer.Context()
            .aeronDirectoryName(context.aeronDir())
            .clusterDir(directory.cluster())
            .clusteredService(service)
            .epochClock(clock)
            .serviceName("gavel")
            .appVersion(build.appVersion())
            .snapshotChannel(snapshotChannel())
            .idleStrategySupplier(context.threads().idleSupplier())
            .terminationHook(onTermination)
            .errorHandler(errors);
    }

    // A record of a snapshot is one frame, so that each is written, read and checked in one piece.
    private String snapshotChannel()
    {
        return "aeron:ipc?term-length=" + context.sizes().logTermLength() + "|mtu=" + SNAPSHOT_MTU +
            "|alias=snapshot";
    }

    EventPeers eventPeers()
    {
        final List<String> channels = new ArrayList<>();
        for (final Members.Node node : context.members().nodes())
        {
            if (node.nodeId() != context.node().nodeId())
            {
                channels.add(UDP + node.archiveEndpoint());
            }
        }
        return new EventPeers(channels, AeronArchive.Configuration.controlStreamId(),
            UDP + context.node().host() + ":0", context.timeouts().eventRefillNs());
    }

    /**
     * Who may ask the cluster itself for something: the first operator, for a snapshot, or where a backup finds log and
     * snapshots; nobody for anything else.
     */
    static AuthorisationService operatorsOnly()
    {
        return (protocolId, actionId, type, encodedPrincipal) ->
            MessageHeaderDecoder.SCHEMA_ID == protocolId &&
            (AdminRequestDecoder.TEMPLATE_ID == actionId && AdminRequestType.SNAPSHOT == type ||
            BackupQueryDecoder.TEMPLATE_ID == actionId) &&
            Limits.FIRST_OPERATOR_ID == VenueAuthenticator.participantId(encodedPrincipal);
    }

    private static String clusterMembers(final Members members)
    {
        final StringBuilder text = new StringBuilder();
        for (final Members.Node node : members.nodes())
        {
            text.append(node.nodeId()).append(',')
                .append(node.ingressEndpoint()).append(',')
                .append(node.consensusEndpoint()).append(',')
                .append(node.logEndpoint()).append(',')
                .append(node.catchupEndpoint()).append(',')
                .append(node.archiveEndpoint()).append('|');
        }
        return text.toString();
    }
}
