using System;
using System.Buffers;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>
/// One log response. Holds a buffer only while it has bytes: hundreds of quiet containers cost a socket each and no buffer.
/// One reader at a time; a read that was cancelled ends the reading.
/// </summary>
sealed class LogReading : ILogReading
{
    /// <summary>Bytes taken from the socket at once; grows to the frame's size, at most 4 MiB, where one does not fit.</summary>
    const int BufferBytes = 64 * 1024;

    /// <summary>Bytes of the response after which a batch is handed over although more is there.</summary>
    const int BatchBytes = 256 * 1024;

    readonly HttpResponseMessage _response;
    readonly Stream _body;
    readonly bool? _terminal;
    readonly TimeProvider _time;
    readonly CancellationTokenSource _lifetime = new();
    LogDecoder? _decoder;
    byte[] _buffer = [];
    int _start;
    int _end;
    Task<int>? _waiting;
    LogEnd _found;

    /// <param name="response">Headers have been read; owned from here on.</param>
    /// <param name="body">Its content.</param>
    /// <param name="terminal">Null where the first bytes shall tell.</param>
    /// <param name="time">Bounds what can be a time of the engine.</param>
    public LogReading(HttpResponseMessage response, Stream body, bool? terminal, TimeProvider time)
    {
        _response = response;
        _body = body;
        _terminal = terminal;
        _time = time;
    }

    public LogEnd End { get; private set; }

    public string EngineError => _decoder?.EngineError ?? "";

    public async ValueTask<bool> ReadAsync(MessageBatch batch, CancellationToken cancellationToken)
    {
        batch.Clear();
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var received = 0;
            while (_found == LogEnd.Open && (batch.Count == 0 || received < BatchBytes))
            {
                _waiting ??= _body.ReadAsync(Memory<byte>.Empty, _lifetime.Token).AsTask();
                if (!_waiting.IsCompleted && batch.Count > 0)
                    return true;
                await WaitAsync(cancellationToken);
                MakeRoom();
                var read = await _body.ReadAsync(_buffer.AsMemory(_end), _lifetime.Token);
                _end += read;
                received += read;
                Decode(read == 0, batch);
            }
        }
        // The one place where a broken connection becomes an end. Disposal by another thread looks like one, too.
        catch (Exception exception) when (exception is IOException or HttpRequestException or SocketException
            or ObjectDisposedException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _found = LogEnd.Cut;
        }
        if (batch.Count > 0)
            return true;
        ReleaseBuffer();
        End = _found;
        return false;
    }

    public ValueTask DisposeAsync()
    {
        // The buffer is the reader's: it goes back with its last read, or is left to the collector.
        _lifetime.Cancel();
        _response.Dispose();
        return ValueTask.CompletedTask;
    }

    async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        var waiting = _waiting!;
        _waiting = null;
        if (waiting.IsCompleted)
        {
            await waiting;
            return;
        }
        if (_start == _end)
            ReleaseBuffer();
        await using (cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _lifetime))
            await waiting;
    }

    void Decode(bool atEnd, MessageBatch batch)
    {
        var bytes = _buffer.AsSpan(_start, _end - _start);
        _decoder ??= LogDecoder.For(_terminal, bytes, _time);
        if (_decoder is not null)
            _start += _decoder.Decode(bytes, batch);
        if (atEnd)
            Finish(batch);
        else
            _found = _decoder?.End ?? LogEnd.Open;
    }

    /// <summary>A response that says neither its length nor its chunks ends as a broken one does: it counts as cut.</summary>
    void Finish(MessageBatch batch)
    {
        var framed = _response.Headers.TransferEncodingChunked == true || _response.Content.Headers.ContentLength is not null;
        if (framed)
            _decoder?.Finish(_buffer.AsSpan(_start, _end - _start), batch);
        _found = framed ? _decoder?.End ?? LogEnd.Clean : LogEnd.Cut;
    }

    void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end < _buffer.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(BufferBytes, _buffer.Length * 2));
        _buffer.AsSpan(0, _end).CopyTo(larger);
        var filled = _end;
        ReleaseBuffer();
        _buffer = larger;
        _end = filled;
    }

    void ReleaseBuffer()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = _end = 0;
    }
}
