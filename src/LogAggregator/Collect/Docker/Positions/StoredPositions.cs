using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;

namespace LogAggregator.Collect.Docker.Positions;

/// <summary>
/// The collector's positions as the store gave them at the start, by container. Keys: <c>docker/ENGINE</c> (time of the
/// first connection), <c>docker/ENGINE/CONTAINER</c> (position), <c>…/w0</c> and so on (window), <c>…/m</c> (name and labels for the time
/// when the container is gone), <c>…/x</c> (left out by choice), <c>…/l</c> (starts, stops and changes that are recorded).
/// </summary>
sealed class StoredPositions
{
    /// <summary>Behind a container's key: it was left out by choice when it was looked at last.</summary>
    public const string LeftOutMark = "/x";

    const string Prefix = "docker/";
    const int IdLength = 64;

    readonly Dictionary<string, byte[]> _engines = [];
    readonly Dictionary<string, Dictionary<string, byte[]>> _containers = [];

    public StoredPositions(IReadOnlyDictionary<string, byte[]> positions)
    {
        foreach (var (key, bytes) in positions)
        {
            if (!key.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            if (ContainerOf(key) is not { } id) _engines[key] = bytes;
            else if (_containers.TryGetValue(id, out var of)) of[key] = bytes;
            else _containers[id] = new Dictionary<string, byte[]> { [key] = bytes };
        }
    }

    /// <summary>Where the store already has a position of the container, under whatever engine's name, it stays there.</summary>
    public static string KeyOf(string engine, string containerId, IReadOnlyDictionary<string, byte[]>? stored) =>
        stored?.Keys.FirstOrDefault(key => key.EndsWith(containerId, StringComparison.Ordinal)) ?? EngineKey(engine) + "/" + containerId;

    public static string EngineKey(string engine) => Prefix + engine;

    /// <summary>When the engine was first connected to, ns; null if it never was.</summary>
    public long? FirstConnectionNs(string engine) =>
        _engines.TryGetValue(EngineKey(engine), out var bytes) && bytes.Length == 8 ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : null;

    public static byte[] EncodeTime(long ns)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, ns);
        return bytes;
    }

    /// <summary>Everything stored for a container, by key, and forgets it here; null if it was never seen. Ids are unique over engines.</summary>
    public IReadOnlyDictionary<string, byte[]>? Take(string containerId)
    {
        lock (_containers) return _containers.Remove(containerId, out var of) ? of : null;
    }

    public IReadOnlyDictionary<string, byte[]>? Of(string containerId)
    {
        lock (_containers) return _containers.GetValueOrDefault(containerId);
    }

    /// <summary>Ids under this engine that nobody has taken.</summary>
    public IReadOnlyList<string> Untaken(string engine)
    {
        var prefix = EngineKey(engine) + "/";
        lock (_containers)
            return [.. _containers.Where(of => of.Value.Keys.Any(key => key.StartsWith(prefix, StringComparison.Ordinal))).Select(of => of.Key)];
    }

    static string? ContainerOf(string key)
    {
        var parts = key.Split('/');
        for (var i = parts.Length - 1; i >= Math.Max(2, parts.Length - 2); i--)
        {
            if (parts[i].Length == IdLength && parts[i].All(char.IsAsciiHexDigitLower)) return parts[i];
        }
        return null;
    }
}
