package io.gavel.cluster;

/**
 * The settings of a node: the key in the configuration file and of the system property, the kind of its value, and its
 * default in each profile.
 */
public enum NodeSetting
{
    /** Which defaults hold. */
    PROFILE("gavel.profile", "small or production", "small", "small"),

    /** Which of the members this node is. */
    NODE_ID("gavel.node.id", "a number from 0", null, null),

    /** All nodes of the venue. */
    MEMBERS("gavel.members", "host:port[,host:port...] in the order of the node ids", null, null),

    /** Where the log, the snapshots and the events are kept. */
    DATA_DIR("gavel.data.dir", "a directory", null, null),

    /** Where the media driver keeps its buffers; wiped at every start. */
    AERON_DIR("gavel.aeron.dir", "a directory", "", ""),

    /** By what the first operator's password is checked. */
    OPERATOR_VERIFIER("gavel.operator.verifier", "SCRAM-SHA-256$iterations:salt$storedKey:serverKey", null, null),

    /** A follower that hears nothing from the leader for so long calls an election. */
    LEADER_HEARTBEAT_TIMEOUT("gavel.leader.heartbeat.timeout", "a duration such as 500ms", "400ms", "1s"),

    /** How often an idle leader tells that it lives. */
    LEADER_HEARTBEAT_INTERVAL("gavel.leader.heartbeat.interval", "a duration such as 100ms", "100ms", "200ms"),

    /** How long a candidate waits for votes. */
    ELECTION_TIMEOUT("gavel.election.timeout", "a duration such as 250ms", "200ms", "500ms"),

    /** How long a starting node waits for all members before a majority is enough. */
    STARTUP_CANVASS_TIMEOUT("gavel.startup.canvass.timeout", "a duration such as 2s", "2s", "10s"),

    /** A client session that is silent for so long is closed. */
    SESSION_TIMEOUT("gavel.session.timeout", "a duration such as 10s", "10s", "10s"),

    /** Client sessions at one time; a quarter, up to 8, of these places are for operators and risk officers alone. */
    SESSIONS_MAX("gavel.sessions.max", "a number from 1 to 65536", "1024", "8192"),

    /** Client sessions of one participant at one time. */
    SESSIONS_PER_PARTICIPANT_MAX("gavel.sessions.per.participant.max", "a number from 1 to 65536", "16", "16"),

    /** Term length of the replicated log. */
    LOG_TERM_LENGTH("gavel.log.term.length", "a power of two from 64k to 1g", "16m", "64m"),

    /** Term length of a client's ingress; the largest message is an eighth of it. */
    INGRESS_TERM_LENGTH("gavel.ingress.term.length", "a power of two from 64k to 1g", "1m", "2m"),

    /** Term length of what a session is sent; twice what may wait for a client that does not keep up. */
    EGRESS_TERM_LENGTH("gavel.egress.term.length", "a power of two from 64k to 1g", "2m", "4m"),

    /** Length of one file of a recording. */
    SEGMENT_LENGTH("gavel.archive.segment.length", "a power of two from 16m to 1g", "16m", "128m"),

    /** Whether what is written is forced to the disk before it counts as written. */
    DURABILITY("gavel.durability", "page-cache or sync", "page-cache", "page-cache"),

    /** Threads of the media driver. */
    DRIVER_THREADING("gavel.driver.threading", "SHARED, SHARED_NETWORK or DEDICATED", "SHARED", "DEDICATED"),

    /** Threads of the archive. */
    ARCHIVE_THREADING("gavel.archive.threading", "SHARED or DEDICATED", "SHARED", "DEDICATED"),

    /** What the threads do where there is nothing to do. */
    IDLE("gavel.idle", "backoff, yield, spin or noop", "backoff", "spin"),

    /** The longest park of the backoff idle strategy. */
    IDLE_PARK_MAX("gavel.idle.park.max", "a duration from 1us to 100ms", "500us", "100us"),

    /** Whether files of the driver are sparse until they are used. */
    SPARSE_FILES("gavel.sparse.files", "true or false", "true", "false"),

    /** Bytes of a packet between nodes and to clients; a log that exists keeps those that it was begun with. */
    MTU("gavel.mtu", "a number of bytes from 1408 to 32k, a multiple of 32", "8k", "1408"),

    /** Socket buffers and windows, bytes. */
    SOCKET_BUFFER_LENGTH("gavel.socket.buffer.length", "a number of bytes such as 2m", "128k", "2m"),

    /** Free space below which a node does not start. */
    DATA_SPACE_MIN("gavel.data.space.min", "a number of bytes such as 256m", "256m", "4g"),

    /** How long a node waits for a peer that can fill a hole in its event stream. */
    EVENT_REFILL_TIMEOUT("gavel.event.refill.timeout", "a duration such as 30s", "30s", "120s"),

    /** How long at most the start of a node waits for its warm-up, which runs beside it. */
    WARM_UP("gavel.warm.up", "a duration up to 60s, or 0ms for no warm-up", "500ms", "500ms");

    private final String key;
    private final String form;
    private final String small;
    private final String production;

    NodeSetting(final String key, final String form, final String small, final String production)
    {
        this.key = key;
        this.form = form;
        this.small = small;
        this.production = production;
    }

    /**
     * Name in the file and of the system property.
     *
     * @return the key.
     */
    public String key()
    {
        return key;
    }

    /**
     * What a value looks like, for a person.
     *
     * @return form and unit.
     */
    public String form()
    {
        return form;
    }

    /**
     * The value where none is given.
     *
     * @param profile that holds.
     * @return null where the setting has no default and must be given.
     */
    public String defaultValue(final NodeProfile profile)
    {
        return NodeProfile.PRODUCTION == profile ? production : small;
    }

    /**
     * The setting of a key.
     *
     * @param key as written.
     * @return null where there is none.
     */
    public static NodeSetting byKey(final String key)
    {
        for (final NodeSetting setting : values())
        {
            if (setting.key.equals(key))
            {
                return setting;
            }
        }
        return null;
    }

    /**
     * The known key that is most like a wrong one.
     *
     * @param key as written.
     * @return the setting with the fewest edits between the keys.
     */
    public static NodeSetting nearest(final String key)
    {
        NodeSetting best = PROFILE;
        int bestEdits = Integer.MAX_VALUE;
        for (final NodeSetting setting : values())
        {
            final int edits = edits(key, setting.key);
            if (edits < bestEdits)
            {
                bestEdits = edits;
                best = setting;
            }
        }
        return best;
    }

    /**
     * Letters to insert, delete or change to make one text of the other.
     *
     * @param a one.
     * @param b other.
     * @return the Levenshtein distance.
     */
    static int edits(final String a, final String b)
    {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++)
        {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++)
            {
                final int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
            }
            final int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
