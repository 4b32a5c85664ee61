package io.gavel.client;

import io.gavel.venue.Members;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The settings of a client, see {@link GavelClient.Context}.
 *
 * @param <C> of the context.
 */
public abstract class ClientContext<C extends ClientContext<C>>
{
    /** To ask for no report from before connecting. */
    public static final long FROM_NOW = -1;

    private String members;
    private String participant;
    private char[] password;
    private int connectionId;
    private String egressHost;
    private String aeronDirectory;
    private long lastReportSeq = FROM_NOW;
    private int queueCapacity = 1024;
    private BackPressure backPressure = BackPressure.WAIT;
    private Duration backPressureTimeout = Duration.ofSeconds(10);
    private Duration connectTimeout = Duration.ofSeconds(10);
    private IdleMode idleMode = IdleMode.BACKOFF;
    private ExecutionListener executionListener = (report) -> {};
    private ConnectionListener connectionListener = new ConnectionListener() {};
    private Path journal;
    private boolean isJournalForced;
    private Recovery recovery = Recovery.RESEND;
    private RecoveredCommandListener recoveredCommandListener;
    private Consumer<Throwable> errorHandler = (error) ->
        System.getLogger(GavelClient.class.getName()).log(System.Logger.Level.WARNING, "gavel client", error);

    /**
     * Where the venue is.
     *
     * @param members {@code host:port} of each node, separated by commas, in the order of the node ids.
     * @return this.
     */
    public C members(final String members)
    {
        this.members = members;
        return self();
    }

    /**
     * Who logs on.
     *
     * @param participant the name.
     * @return this.
     */
    public C participant(final String participant)
    {
        this.participant = participant;
        return self();
    }

    /**
     * The participant's password. It never leaves this process; it is copied, and wiped on close, since a reconnect
     * needs it again.
     *
     * @param password not empty.
     * @return this.
     */
    public C password(final char[] password)
    {
        this.password = password == null ? null : password.clone();
        return self();
    }

    /**
     * Which of the participant's connections, each of which has commands and reports of its own. Processes that are
     * to run side by side need different ones.
     *
     * @param connectionId 0 to 15; default 0.
     * @return this.
     */
    public C connectionId(final int connectionId)
    {
        this.connectionId = connectionId;
        return self();
    }

    /**
     * The address of this machine by which the nodes reach it.
     *
     * @param egressHost name or IPv4 address; default: 127.0.0.1 where the first node is on it, else the local
     *                   address that routes to the first node.
     * @return this.
     */
    public C egressHost(final String egressHost)
    {
        this.egressHost = egressHost;
        return self();
    }

    /**
     * Uses a media driver that runs already, in place of one inside this client.
     *
     * @param aeronDirectory of that driver; default: none, the client has its own.
     * @return this.
     */
    public C aeronDirectory(final String aeronDirectory)
    {
        this.aeronDirectory = aeronDirectory;
        return self();
    }

    /**
     * The last report that the application has handled: those after it are delivered while connecting. Where it is set,
     * it goes before what a journal says: an application that stores the number together with what the report did to it
     * is given each report exactly once.
     *
     * @param lastReportSeq 0 for all that the venue holds, or {@link #FROM_NOW}, the default: what
     *                      the journal says, or where there is none, nothing from before connecting.
     * @return this.
     */
    public C lastReportSeq(final long lastReportSeq)
    {
        this.lastReportSeq = lastReportSeq;
        return self();
    }

    /**
     * Commands that may wait in this process, beyond those that the venue has not answered yet.
     *
     * @param queueCapacity 2 to 1,048,576; default 1,024.
     * @return this.
     */
    public C queueCapacity(final int queueCapacity)
    {
        this.queueCapacity = queueCapacity;
        return self();
    }

    /**
     * What a call does where the queue is full.
     *
     * @param backPressure default {@link BackPressure#WAIT}.
     * @return this.
     */
    public C backPressure(final BackPressure backPressure)
    {
        this.backPressure = backPressure;
        return self();
    }

    /**
     * For how long a call waits for room in the queue.
     *
     * @param backPressureTimeout default 10 seconds.
     * @return this.
     */
    public C backPressureTimeout(final Duration backPressureTimeout)
    {
        this.backPressureTimeout = backPressureTimeout;
        return self();
    }

    /**
     * For how long {@link GavelClient#connect(Context)} tries, and {@link GavelClient#instruments()} waits.
     *
     * @param connectTimeout default 10 seconds.
     * @return this.
     */
    public C connectTimeout(final Duration connectTimeout)
    {
        this.connectTimeout = connectTimeout;
        return self();
    }

    /**
     * What the client's thread does while there is nothing to do.
     *
     * @param idleMode default {@link IdleMode#BACKOFF}.
     * @return this.
     */
    public C idleMode(final IdleMode idleMode)
    {
        this.idleMode = idleMode;
        return self();
    }

    /**
     * Receives every execution report.
     *
     * @param executionListener called on the client's thread.
     * @return this.
     */
    public C executionListener(final ExecutionListener executionListener)
    {
        this.executionListener = executionListener;
        return self();
    }

    /**
     * Told what happens to the connection.
     *
     * @param connectionListener called on the client's thread.
     * @return this.
     */
    public C connectionListener(final ConnectionListener connectionListener)
    {
        this.connectionListener = connectionListener;
        return self();
    }

    /**
     * Told what goes wrong that no call can be told of, such as what a listener throws.
     *
     * @param errorHandler called on the client's thread; default: a warning to {@link System.Logger}.
     * @return this.
     */
    public C errorHandler(final Consumer<Throwable> errorHandler)
    {
        this.errorHandler = errorHandler;
        return self();
    }

    /**
     * A file in which this connection survives its process, also one that is killed: the commands without an answer and
     * the last report that was handled. Made where it is not there. See the package for what it promises.
     *
     * @param journal a file of this connection alone, in a directory that is there; default: none.
     * @return this.
     */
    public C journal(final Path journal)
    {
        this.journal = journal;
        return self();
    }

    /**
     * Whether the journal survives a loss of power too. Each batch of commands is then forced to the disk before it is
     * sent, which takes the disk's time; without it the journal survives the death of the process, not of the machine.
     *
     * @param isForced default false.
     * @return this.
     */
    public C journalForced(final boolean isForced)
    {
        this.isJournalForced = isForced;
        return self();
    }

    /**
     * What is done with commands of an earlier process, found in the journal, that the venue has not executed.
     *
     * @param recovery default {@link Recovery#RESEND}.
     * @return this.
     */
    public C recovery(final Recovery recovery)
    {
        this.recovery = recovery;
        return self();
    }

    /**
     * Told what became of the commands of an earlier process. A journal needs one.
     *
     * @param recoveredCommandListener called on the client's thread.
     * @return this.
     */
    public C recoveredCommandListener(final RecoveredCommandListener recoveredCommandListener)
    {
        this.recoveredCommandListener = recoveredCommandListener;
        return self();
    }

    ClientContext()
    {
    }

    /** Checks everything, with a sentence for a person where something is wrong. */
    ClientSettings conclude()
    {
        return new ClientSettings(Members.parse(members), participant, password, connectionId, egressHost,
            aeronDirectory, lastReportSeq, queueCapacity, backPressure, backPressureTimeout, connectTimeout,
            idleMode, executionListener, connectionListener, errorHandler,
            journal == null ? null : new JournalSettings(journal, isJournalForced, recovery, recoveredCommandListener));
    }

    abstract C self();
}
