using System;
using System.Collections.Generic;
using LogAggregator.Engine.Parsing;
using LogAggregator.Engine.Parsing.Json;

namespace LogAggregator.Ingest.Http;

/// <summary>
/// How good objects before were laid out. One that is laid out alike is taken apart by comparing what is around its values; it is JSON
/// because that one was, and has the same keys. Everything else is for <see cref="PostedItemReader"/>, also to say what is wrong.
/// Not for use by two threads at once.
/// </summary>
sealed class PostedLayouts
{
    /// <summary>A sender whose objects have ever new keys is read the slow way.</summary>
    const int MaxLayouts = 1024;

    readonly SkeletonTree _tree = new();
    readonly List<Known[]> _layouts = [];
    readonly Range[] _values = new Range[JsonSkeleton.MaxValues];
    readonly byte[] _skeleton = new byte[JsonSkeleton.MaxSkeletonLength];

    /// <summary>False where nothing is known of it, which says nothing about it.</summary>
    public bool TryRead(ReadOnlySpan<byte> line, out PostedItem item)
    {
        item = default;
        var layout = _tree.Match(line, _values);
        if (layout < 0) return false;
        foreach (var known in _layouts[layout])
        {
            if (!TryTake(known.Key, line[_values[known.Value]], ref item)) return false;
        }

        return item.HasMessage && item.Level is not null && !item.Service.IsEmpty;
    }

    /// <param name="line">Has just been found good.</param>
    public void Learn(ReadOnlySpan<byte> line)
    {
        if (_layouts.Count == MaxLayouts || !JsonSkeleton.TrySplit(line, _skeleton, _values, out var length, out _)) return;
        var skeleton = _skeleton.AsSpan(0, length);
        if (!JsonSkeleton.IsJson(skeleton) || !TryFindKnown(skeleton, out var known)) return;
        if (_tree.TryAdd(skeleton, _layouts.Count)) _layouts.Add(known);
    }

    static bool TryFindKnown(ReadOnlySpan<byte> skeleton, out Known[] known)
    {
        var found = new List<Known>();
        var paths = JsonPaths.Of(skeleton);
        known = [];
        for (var i = 0; i < paths.Count; i++)
        {
            if (KeyOf(paths[i].Path) is not { } key) continue;
            // What stands there without quotes is a null today and a number tomorrow.
            if (!paths[i].IsQuoted) return false;
            found.Add(new Known(key, i));
        }

        known = [.. found];
        return true;
    }

    static PostedKey? KeyOf(string path) => path switch
    {
        "service" => PostedKey.Service,
        "level" => PostedKey.Level,
        "message" => PostedKey.Message,
        "timestamp" => PostedKey.Timestamp,
        "container_name" => PostedKey.ContainerName,
        "container_id" => PostedKey.ContainerId,
        "image" => PostedKey.Image,
        "project" => PostedKey.Project,
        "host" => PostedKey.Host,
        _ => null,
    };

    static bool TryTake(PostedKey key, ReadOnlySpan<byte> text, ref PostedItem item)
    {
        switch (key)
        {
            case PostedKey.Message:
                item.HasMessage = true;
                return true;
            case PostedKey.Level:
                var isLevel = LevelWords.TryParse(text, out var level);
                item.Level = level;
                return isLevel;
            case PostedKey.Timestamp:
                var isTime = Timestamps.TryParseIso(text, out var ns);
                item.TimestampNs = ns;
                return isTime;
            default:
                SetName(key, text, ref item);
                return text.Length <= PostedItemReader.MaxNameBytes && !text.Contains((byte)'\\');
        }
    }

    static void SetName(PostedKey key, ReadOnlySpan<byte> name, ref PostedItem item)
    {
        switch (key)
        {
            case PostedKey.Service: item.Service = name; break;
            case PostedKey.ContainerName: item.ContainerName = name; break;
            case PostedKey.ContainerId: item.ContainerId = name; break;
            case PostedKey.Image: item.Image = name; break;
            case PostedKey.Project: item.Project = name; break;
            default: item.Host = name; break;
        }
    }

    enum PostedKey
    {
        Service,
        Level,
        Message,
        Timestamp,
        ContainerName,
        ContainerId,
        Image,
        Project,
        Host,
    }

    /// <summary>Which value of the layout is that of a known key.</summary>
    readonly record struct Known(PostedKey Key, int Value);
}
