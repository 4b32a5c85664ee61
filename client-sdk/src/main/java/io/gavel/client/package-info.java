/**
 * The library that a broker's system embeds to trade on a Gavel venue.
 *
 * <h2>The five things to know</h2>
 * <ol>
 *   <li><b>One client is one connection.</b> {@link io.gavel.client.GavelClient#connect} logs a participant on and
 *       takes over its connection (0 to 15, see {@link io.gavel.client.GavelClient.Context#connectionId(int)}). Whoever
 *       connects with the same participant and connection later takes it over in turn, and the older client is told
 *       {@linkplain io.gavel.client.ConnectionListener#onFenced() that it is fenced}.</li>
 *   <li><b>Every call may come from any thread.</b> It checks its arguments, puts one command into a bounded queue and
 *       returns a future. One thread, named {@code gavel-client}, does the rest, completes the futures and calls the
 *       listeners; it must not be blocked. An application with a loop of its own may be that thread
 *       ({@link io.gavel.client.IdleMode#DRIVEN}).</li>
 *   <li><b>Every command is executed exactly once or not at all, and its future says which.</b> Where a node dies or an
 *       answer is lost, the client finds the new leader, fetches the reports that it missed and sends what is still
 *       unanswered again under the same sequence number, which the venue executes at most once. Until then an order's
 *       state is unknown and its future stays open: never send an order again because its future takes long.</li>
 *   <li><b>A business reject is an answer, not an exception.</b> A future completes exceptionally only where no answer
 *       can come: {@link io.gavel.client.FencedException}, {@link io.gavel.client.ClientClosedException},
 *       {@link io.gavel.client.CommandRejectedException}. What can be told wrong before anything is sent (a price off
 *       the tick, an unknown symbol) is thrown at once as an {@link java.lang.IllegalArgumentException} whose message
 *       says what to change.</li>
 *   <li><b>Prices are decimals, quantities are shares</b>, at this library's surface; it converts them exactly to the
 *       ticks and lots that the venue counts in, and refuses what does not fit.</li>
 * </ol>
 *
 * <h2>Orders that are left alone</h2>
 * {@link io.gavel.client.GavelClient#cancelOnDisconnect} and {@link io.gavel.client.GavelClient#deadMansTimer} have the
 * venue cancel a connection's orders where its process is gone or hangs; both are off until they are set.
 * {@link io.gavel.client.GavelClient#massCancel} cancels many at once.
 *
 * <h2>Operators</h2>
 * {@link io.gavel.client.GavelOperator} has what operators and risk officers may do. Say why by
 * {@link io.gavel.client.GavelOperator#because(String)}: the venue keeps the reason with the command.
 *
 * <h2>A broker that survives its own crash</h2>
 * With {@link io.gavel.client.GavelClient.Context#journal(java.nio.file.Path)} a connection goes on where a process
 * that was killed had stopped. A command is in the journal when the call returns. The next client of the connection
 * is told through {@link io.gavel.client.RecoveredCommandListener} what became of each command whose answer was not
 * handled, and gets the reports from the last that was handled on. A report counts as handled once the listener has
 * returned: the one that the process died in is delivered again, unless the application gives the number that it has
 * stored itself as {@link io.gavel.client.GavelClient.Context#lastReportSeq(long)}. A future that completes is no
 * proof that the application has handled the answer: what is to survive belongs into the listeners. The file
 * survives kill -9; a loss of power too with {@link io.gavel.client.GavelClient.Context#journalForced(boolean)}.
 *
 * <h2>Where a command stands</h2>
 * {@link io.gavel.client.CommandFuture#state()} says whether a command is queued, sent, unknown until resolved,
 * answered, rejected or failed. The client resolves the unknown by itself; see {@link
 * io.gavel.client.ConnectionListener} for what it tells meanwhile.
 *
 * <h2>After a restart of the broker's process, without a journal</h2>
 * Reports are numbered per connection ({@link io.gavel.client.ExecutionReport#reportSeq()}). A process that keeps
 * the last number it has handled gives it to {@link io.gavel.client.GavelClient.Context#lastReportSeq(long)}, and
 * gets what it missed, as far as the venue still holds it, through its execution listener before {@code connect}
 * returns. What is older is told by {@link io.gavel.client.ConnectionListener#onReportsLost(long, long)} and can be
 * read from the venue's drop copy.
 */
package io.gavel.client;
