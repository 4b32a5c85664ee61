package io.gavel.chaos.simulation;

/** What is counted: faults that were made, and states that they led to. A run that never got there proves nothing. */
public enum Happening
{
    /** A message to the venue got lost. */
    INGRESS_LOST("message to the venue lost"),
    /** A message to the venue came twice. */
    INGRESS_TWICE("message to the venue came twice"),
    /** A message overtook those before it. */
    INGRESS_REORDERED("message overtaken before it was sequenced"),
    /** A message came long after it was sent. */
    INGRESS_LATE("message to the venue late by up to seconds"),
    /** A message came to a node that did not lead, or of a session that was closed. */
    INGRESS_IGNORED("message to a node that did not lead, or of no session"),
    /** The client's send was refused. */
    SEND_REFUSED("client's send refused by back pressure"),
    /** The leader dropped a message to a client. */
    EGRESS_REFUSED("leader's message to a client dropped"),
    /** A message to a client came twice. */
    EGRESS_TWICE("message to a client came twice"),
    /** A message to a client came late. */
    EGRESS_LATE("message to a client late"),
    /** The leader died. */
    LEADER_KILLED("leader killed"),
    /** A follower died. */
    FOLLOWER_KILLED("follower killed"),
    /** Two nodes at once died. */
    TWO_KILLED("two nodes killed at once"),
    /** All nodes died. */
    ALL_KILLED("all nodes killed"),
    /** A leader was cut off and lost its office, alive. */
    LEADER_DEPOSED("leader deposed, alive"),
    /** A node died again while it was catching up. */
    KILLED_CATCHING_UP("node killed while it caught up"),
    /** A replica stood still for a while. */
    REPLICA_PAUSED("replica paused"),
    /** A node's clock jumped forward. */
    CLOCK_FORWARD("clock jumped forward"),
    /** A node's clock jumped back. */
    CLOCK_BACK("clock jumped back"),
    /** The time in the log went back. */
    LOG_TIME_WENT_BACK("time of a log entry before that of its predecessor"),
    /** Entries that were appended and not committed got lost with their leader. */
    ENTRIES_LOST("uncommitted entry lost with its leader"),
    /** Entries that were appended and not committed survived their leader. */
    ENTRIES_INHERITED("uncommitted entry committed by the next leader"),
    /** A replica wrote a snapshot. */
    SNAPSHOT_WRITTEN("snapshot written"),
    /** A replica died while it wrote one. */
    SNAPSHOT_INTERRUPTED("node killed while it wrote a snapshot"),
    /** A replica started from a snapshot. */
    SNAPSHOT_LOADED("replica started from a snapshot"),
    /** A replica started from a snapshot that was not the newest. */
    OLDER_SNAPSHOT_LOADED("replica started from an older snapshot"),
    /** A replica started from the beginning of the log. */
    STARTED_FROM_LOG("replica started from the beginning of the log"),
    /** A snapshot that ended early was refused. */
    TORN_SNAPSHOT_REFUSED("torn snapshot refused"),
    /** The client dropped its session. */
    SESSION_DROPPED("session dropped by the client's side"),
    /** A session was closed by time-out. */
    SESSION_TIMED_OUT("session closed by time-out through the log"),
    /** All sessions were closed since all nodes had been down. */
    SESSIONS_CLOSED_BY_RESTART("session closed by the restart of all nodes"),
    /** A client heard nothing of its new leader. */
    NEW_LEADER_MISSED("client missed the news of a new leader"),
    /** A session that its client never heard of. */
    OPEN_SESSION_LOST("session opened that its client never heard of"),
    /** A broker died. */
    BROKER_CRASHED("broker crashed and came back with its last report"),
    /** A broker died as it took a report. */
    BROKER_CRASHED_IN_LISTENER("broker crashed before it kept a report"),
    /** A second process took a connection over. */
    TAKEN_OVER("connection taken over by a second process"),
    /** A client was told that it is fenced off. */
    CLIENT_FENCED("client fenced off"),
    /** A command was unknown to its broker after a crash. */
    UNKNOWN_MADE("command unknown after a crash or a take-over"),
    /** It turned out to be executed. */
    RESOLVED_EXECUTED("unknown command resolved: executed"),
    /** It turned out not to be executed. */
    RESOLVED_NOT_EXECUTED("unknown command resolved: not executed"),
    /** A broker died while its journal was written. */
    JOURNAL_KILLED("broker killed while its journal was written"),
    /** A call was cut short, and the journal does not have the command. */
    JOURNAL_LEFT_OUT("command whose call was cut short and that the journal does not have"),
    /** A command of a dead process was executed. */
    RECOVERED_EXECUTED("command of a dead process told from its journal: executed"),
    /** A command of a dead process was not executed. */
    RECOVERED_NOT_EXECUTED("command of a dead process told from its journal: not executed"),
    /** A process died as it was told, and the next one was told again. */
    RECOVERED_AGAIN("command told again, as a process died over it"),
    /** A process died over a report, and the next one got it again. */
    REPORT_AGAIN("report delivered again, as a process died over it"),
    /** A resume. */
    RESUMED("resume executed"),
    /** A resume that sent reports again. */
    REPORTS_SENT_AGAIN("resume that sent missed reports again"),
    /** A command was executed. */
    COMMAND_EXECUTED("command executed"),
    /** A command that was executed before was answered from the window. */
    COMMAND_REPEATED("repeated command not executed again"),
    /** A command out of sequence. */
    COMMAND_GAP("command ahead of its sequence refused"),
    /** A command of a fenced session. */
    COMMAND_FENCED("command of a fenced session refused"),
    /** A command before the resume. */
    COMMAND_NOT_RESUMED("command before the resume refused"),
    /** A command got its answer. */
    COMMAND_ANSWERED("command answered"),
    /** A query got its answer. */
    QUERY_ANSWERED("query answered"),
    /** Orders were traded. */
    TRADED("trade"),
    /** An auction traded. */
    AUCTION_UNCROSSED("auction uncrossed"),
    /** A stop order was triggered. */
    STOP_TRIGGERED("stop order triggered"),
    /** A trade was busted. */
    TRADE_BUSTED("trade busted"),
    /** A mass cancel took orders out. */
    MASS_CANCELED("order cancelled by a mass cancel"),
    /** Cancel on disconnect took orders out. */
    DISCONNECT_CANCELED("order cancelled by cancel on disconnect"),
    /** A dead man's timer took orders out. */
    DEAD_MAN_CANCELED("order cancelled by the dead man's timer"),
    /** A timer came through the log. */
    TIMER_FIRED("timer fired through the log"),
    /** A timer was cancelled too late. */
    TIMER_CANCEL_LATE("timer cancelled too late for the cluster"),
    /** A timer came that was cancelled or overtaken. */
    TIMER_STALE("timer fired that was not wanted any more"),
    /** Two replicas' states were compared. */
    STATE_COMPARED("state hash of a replica compared"),
    /** The operator had the venue hash itself. */
    STATE_HASHED("hash of the state logged by the operator");

    private final String text;

    Happening(final String text)
    {
        this.text = text;
    }

    /**
     * What happened.
     *
     * @return in words.
     */
    public String text()
    {
        return text;
    }
}
