using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using LogAggregator.Engine.Model;

namespace LogAggregator.Ingest.Http;

/// <summary>
/// The sources that posts have named, each once: a record costs a look-up, not an object. Bounded, because a client may
/// invent names without end. May be used by any thread.
/// </summary>
sealed class PostedSources
{
    /// <summary>
    /// Sources kept apart. Records of any further one have an empty source; their service is then read from the line.
    /// </summary>
    public const int MaxSources = 10_000;

    const int MaxKeyBytes = 6 * (sizeof(short) + PostedItemReader.MaxNameBytes);

    /// <summary>Guards the table.</summary>
    readonly Lock _lock = new();
    readonly Dictionary<byte[], LogSource> _sources;
    readonly Dictionary<byte[], LogSource>.AlternateLookup<ReadOnlySpan<byte>> _byKey;

    public PostedSources()
    {
        _sources = new Dictionary<byte[], LogSource>(new KeyComparer());
        _byKey = _sources.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    // The key is written before it is read; clearing its room would cost more than the look-up.
    [SkipLocalsInit]
    public LogSource Of(in PostedItem item)
    {
        Span<byte> buffer = stackalloc byte[MaxKeyBytes];
        ReadOnlySpan<byte> key = buffer[..WriteKey(buffer, item)];
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var known)) return known;
            if (_sources.Count >= MaxSources) return LogSource.Empty;
            var source = Make(item);
            _sources.Add(key.ToArray(), source);
            return source;
        }
    }

    static LogSource Make(in PostedItem item) => new(
        Encoding.UTF8.GetString(item.Host),
        Encoding.UTF8.GetString(item.ContainerName),
        Encoding.UTF8.GetString(item.ContainerId),
        Encoding.UTF8.GetString(item.Image),
        Encoding.UTF8.GetString(item.Project),
        Encoding.UTF8.GetString(item.Service),
        ComposeService: "",
        OutputStream.None);

    /// <summary>Every name with its length before it.</summary>
    static int WriteKey(Span<byte> key, in PostedItem item)
    {
        var length = 0;
        Append(key, ref length, item.Service);
        Append(key, ref length, item.ContainerName);
        Append(key, ref length, item.ContainerId);
        Append(key, ref length, item.Image);
        Append(key, ref length, item.Project);
        Append(key, ref length, item.Host);
        return length;
    }

    static void Append(Span<byte> key, ref int length, ReadOnlySpan<byte> name)
    {
        BinaryPrimitives.WriteInt16LittleEndian(key[length..], (short)name.Length);
        name.CopyTo(key[(length + sizeof(short))..]);
        length += sizeof(short) + name.Length;
    }

    sealed class KeyComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        /// <summary>Names are a client's choice: that many of them share a hash must not be.</summary>
        readonly long _seed = BitConverter.ToInt64(Guid.NewGuid().ToByteArray(), sizeof(long));

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)XxHash3.HashToUInt64(alternate, _seed);

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
