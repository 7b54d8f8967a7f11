using System;
using System.Buffers;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>
/// Takes as much from a socket at once as is there, since the HTTP client asks for 4 KiB at a time and an engine writes
/// each message by itself. Holds a buffer from the shared pool only while it has bytes: it waits without one.
/// </summary>
sealed class ReadAheadStream(Socket socket) : Stream
{
    /// <summary>About what a unix socket holds of log messages.</summary>
    const int BufferBytes = 64 * 1024;

    readonly NetworkStream _inner = new(socket, ownsSocket: true);
    byte[] _buffer = [];
    int _start;
    int _end;
    bool _ready;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => _start < _end ? new ValueTask<int>(TakeBuffered(buffer.Span)) : ReceiveAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => _inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        => _inner.WriteAsync(buffer, cancellationToken);

    public override void Flush()
    {
        // Nothing is held back.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

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
            _ = await _inner.ReadAsync(Memory<byte>.Empty, cancellationToken);
        _ready = buffer.IsEmpty;
        if (buffer.IsEmpty)
            return 0;
        _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        _start = 0;
        _end = await _inner.ReadAsync(_buffer, cancellationToken);
        return TakeBuffered(buffer.Span);
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
