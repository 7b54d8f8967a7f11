using System;
using LogAggregator.Engine.Model;

namespace LogAggregator.Ingest.Http;

/// <summary>What a posted object says, as far as it decides about the record. Texts are UTF-8 with escapes resolved.</summary>
ref struct PostedItem
{
    public ReadOnlySpan<byte> Service;
    public ReadOnlySpan<byte> ContainerName;
    public ReadOnlySpan<byte> ContainerId;
    public ReadOnlySpan<byte> Image;
    public ReadOnlySpan<byte> Project;
    public ReadOnlySpan<byte> Host;

    /// <summary>Null where it is missing.</summary>
    public Level? Level;

    /// <summary>ns since the Unix epoch; null where it is missing.</summary>
    public long? TimestampNs;

    public bool HasMessage;

    /// <summary>The first thing that is wrong with it, or null.</summary>
    public string? Error;
}
