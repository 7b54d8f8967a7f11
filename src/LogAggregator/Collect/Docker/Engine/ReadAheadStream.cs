using System;
using System.IO;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>
/// Reads a long answer ahead of its reader, on a thread of its own. An engine writes message by message, a million times for a
/// million lines: where each write wakes somebody, waking costs more than all the rest. So this socket is in no poll set, and
/// the thread sleeps a moment after each small read, while more arrives. Reading holds at most 1 MiB; then the engine waits.
/// </summary>
/// <param name="socket">Connected, never used asynchronously; owned from here on.</param>
sealed class ReadAheadStream(Socket socket) : SocketStream
{
    /// <summary>Bytes that are handed over at once where so many come.</summary>
    const int HandOverBytes = 128 * 1024;

    /// <summary>So much at once says that the engine is ahead of us: no time to sleep.</summary>
    const int RushBytes = 16 * 1024;

    const int MaxBytesAhead = 1024 * 1024;

    readonly Pipe _pipe = new(new PipeOptions(
        pauseWriterThreshold: MaxBytesAhead, resumeWriterThreshold: MaxBytesAhead / 2, minimumSegmentSize: HandOverBytes, useSynchronizationContext: false));

    /// <summary>Set when the reader has taken enough; the thread alone waits for it.</summary>
    readonly ManualResetEventSlim _room = new(initialState: false, spinCount: 0);

    Stream? _received;
    Exception? _error;
    volatile bool _disposed;

    /// <summary>The first read starts the thread. What breaks the connection is thrown when everything received before was read.</summary>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await (_received ??= Start()).ReadAsync(buffer, cancellationToken);
        if (count == 0 && !buffer.IsEmpty && _error is { } error) throw new IOException(error.Message, error);
        return count;
    }

    /// <summary>A request is smaller than what a socket takes at once.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            for (var rest = buffer.Span; !rest.IsEmpty;) rest = rest[socket.Send(rest, SocketFlags.None)..];
            return ValueTask.CompletedTask;
        }
        catch (SocketException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    /// <summary>Ends the thread, wherever it waits. A read may be running: its memory is left to the garbage collector.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            Disconnect();
            _pipe.Writer.CancelPendingFlush();
            socket.Dispose();
        }
        base.Dispose(disposing);
    }

    Stream Start()
    {
        new Thread(ReceiveAll) { IsBackground = true, Name = "log read-ahead" }.Start();
        return _pipe.Reader.AsStream();
    }

    /// <summary>The one place where a broken connection is noted; the reader throws it at the end of what came before.</summary>
    void ReceiveAll()
    {
        try
        {
            while (Receive() && HandOver())
            {
                // Until the answer ends or nobody wants it.
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            _error = error;
        }
        _pipe.Writer.Complete();
    }

    /// <summary>Waits for the first bytes, then takes what comes close behind. False at the end.</summary>
    bool Receive()
    {
        var received = 0;
        do
        {
            var count = socket.Receive(_pipe.Writer.GetMemory(RushBytes).Span);
            if (count == 0) return false;
            _pipe.Writer.Advance(count);
            received += count;
            if (count < RushBytes) ShortSleep.ForMessages();
        }
        while (received < HandOverBytes && socket.Available > 0);
        return true;
    }

    bool HandOver()
    {
        var flush = _pipe.Writer.FlushAsync().AsTask();
        if (!flush.IsCompleted)
        {
            flush.GetAwaiter().UnsafeOnCompleted(_room.Set);
            _room.Wait();
            _room.Reset();
        }
        return !_disposed;
    }

    void Disconnect()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The other side has done so already.
        }
    }
}
