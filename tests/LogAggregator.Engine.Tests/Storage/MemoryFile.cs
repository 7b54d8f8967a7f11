using System;
using System.IO;
using System.Threading;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>The bytes of a file of <see cref="MemoryDirectory"/>, as written and as synced.</summary>
sealed class MemoryFile(MemoryDirectory directory, string name, byte[] bytes)
{
    readonly Lock _lock = new();
    byte[] _bytes = [.. bytes];
    int _length = bytes.Length;
    byte[] _synced = [.. bytes];

    public string Name => name;

    public long Length
    {
        get
        {
            lock (_lock) return _length;
        }
    }

    public int Read(long offset, Span<byte> destination)
    {
        lock (_lock)
        {
            var count = (int)Math.Clamp(_length - offset, 0, destination.Length);
            if (count > 0) _bytes.AsSpan((int)offset, count).CopyTo(destination);
            return count;
        }
    }

    public void Write(long offset, ReadOnlySpan<byte> source)
    {
        directory.OnChange("write", name);
        var room = directory.TakeRoom(source.Length);
        lock (_lock)
        {
            var end = (int)offset + room;
            if (end > _bytes.Length) Array.Resize(ref _bytes, Math.Max(end, _bytes.Length * 2));
            source[..room].CopyTo(_bytes.AsSpan((int)offset));
            _length = Math.Max(_length, end);
        }

        if (room < source.Length) throw new IOException("No space left on device", StoreFullException.NoSpace);
    }

    public void Truncate(long length)
    {
        directory.OnChange("truncate", name);
        lock (_lock)
        {
            if (length > _bytes.Length) Array.Resize(ref _bytes, (int)length);
            if (directory.Room != long.MaxValue) directory.Room += Math.Max(0, _length - length);
            _length = (int)length;
        }
    }

    public void Sync()
    {
        byte[] now = Written();
        directory.OnChange("sync", name);
        lock (_lock) _synced = now;
    }

    public byte[] Written()
    {
        lock (_lock) return _bytes.AsSpan(0, _length).ToArray();
    }

    /// <summary>The synced bytes, and a part of those written behind them; at times with a hole, as pages come.</summary>
    public byte[] SyncedAndSome(Random random)
    {
        lock (_lock)
        {
            if (_length <= _synced.Length) return [.. _synced];
            var kept = _bytes.AsSpan(0, _synced.Length + random.Next(_length - _synced.Length + 1)).ToArray();
            if (random.Next(4) == 0) Array.Clear(kept, _synced.Length, (kept.Length - _synced.Length) / 2);
            return kept;
        }
    }
}
