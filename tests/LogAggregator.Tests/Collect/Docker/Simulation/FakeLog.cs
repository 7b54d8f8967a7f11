using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Model;

namespace LogAggregator.Tests.Collect.Docker.Simulation;

/// <summary>A message as an engine stores it.</summary>
sealed record FakeMessage(OutputStream Stream, long TimestampNs, byte[] Payload)
{
    /// <summary>The engine cannot read it, nor past it from before.</summary>
    public bool IsDamaged { get; set; }
}

/// <summary>One file of a log.</summary>
sealed class FakeLogFile
{
    public List<FakeMessage> Messages { get; } = [];

    public long Bytes { get; set; }
}

/// <summary>The log of one container on an engine's disk: files that are rotated.</summary>
sealed class FakeLog(long maxFileBytes, int maxFiles)
{
    const int OverheadBytes = 75;

    public List<FakeLogFile> Files { get; } = [new()];

    public FakeLogFile Newest => Files[^1];

    /// <summary>After it was emptied by hand, an engine from API 1.42 on never answers a read from its end.</summary>
    public bool WasEmptied { get; private set; }

    public IEnumerable<FakeMessage> Messages => Files.SelectMany(file => file.Messages);

    public string Describe() => $"files of {maxFileBytes} bytes: {Files.Count} of {maxFiles}";

    public void Append(FakeMessage message)
    {
        if (maxFileBytes > 0 && Newest.Bytes >= maxFileBytes)
        {
            Files.Add(new FakeLogFile());
            if (Files.Count > maxFiles) Files.RemoveAt(0);
        }
        Newest.Messages.Add(message);
        Newest.Bytes += message.Payload.Length + OverheadBytes;
    }

    public void Empty()
    {
        Files.Clear();
        Files.Add(new FakeLogFile());
        WasEmptied = true;
    }
}
