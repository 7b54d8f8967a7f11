using System;
using System.Buffers;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>
/// Takes as much from a socket at once as is there, since the HTTP client asks for 4 KiB at a time. An engine writes message
/// by message; woken by each, we would spend more than it does. So while they come one upon the other, a little time is
/// given for more to arrive. The first one after a silence is never held up, and an engine that fills the socket in that
/// time is not made to wait again soon. Holds a buffer from the shared pool only while it has bytes.
/// </summary>
sealed class GatheringStream(Socket socket, TimeProvider time) : SocketStream
{
    /// <summary>Less than half of what a unix socket holds of short messages before the engine has to wait for us.</summary>
    const int RushBytes = 16 * 1024;

    static readonly TimeSpan GatherTime = TimeSpan.FromMilliseconds(1);

    static readonly TimeSpan BusyWithin = TimeSpan.FromMilliseconds(2);

    /// <summary>After so much has arrived at once, for so long nothing is gathered: the engine writes as fast as we read.</summary>
    static readonly TimeSpan RushTime = TimeSpan.FromMilliseconds(100);

    /// <summary>About what a unix socket holds of log messages.</summary>
    const int BufferBytes = 64 * 1024;

    readonly NetworkStream _inner = new(socket, ownsSocket: true);
    byte[] _buffer = [];
    int _start;
    int _end;
    bool _ready;
    long _lastReceivedAt;
    long _lastRushAt;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => _start < _end ? new ValueTask<int>(TakeBuffered(buffer.Span)) : ReceiveAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        => _inner.WriteAsync(buffer, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        // A read may be running on another thread: its buffer is left to the garbage collector.
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }

    async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (!_ready)
            await WaitAsync(cancellationToken);
        _ready = buffer.IsEmpty;
        if (buffer.IsEmpty)
            return 0;
        _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        _start = 0;
        _end = await _inner.ReadAsync(_buffer, cancellationToken);
        _lastReceivedAt = time.GetTimestamp();
        if (_end >= RushBytes) _lastRushAt = _lastReceivedAt;
        return TakeBuffered(buffer.Span);
    }

    async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        _ = await _inner.ReadAsync(Memory<byte>.Empty, cancellationToken);
        if (time.GetElapsedTime(_lastReceivedAt) < BusyWithin && time.GetElapsedTime(_lastRushAt) >= RushTime)
            await Task.Delay(GatherTime, time, cancellationToken);
    }

    int TakeBuffered(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        if (_start == _end && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _start = _end = 0;
        }
        return count;
    }
}
