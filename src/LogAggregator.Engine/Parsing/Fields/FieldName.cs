using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace LogAggregator.Engine.Parsing.Fields;

/// <summary>
/// The keys that logging libraries use. Of several keys with one role the first of this table wins; of equal keys the first in the line.
/// </summary>
sealed record FieldName(string Text, FieldRole Role, int Rank, LevelScale Scale = LevelScale.BySize)
{
    const int LongestName = 18;

    static readonly string[] Messages =
    [
        "message", "msg", "@message", "@m", "short_message", "body", "text", "log", "event", "renderedmessage",
        "@mt", "messagetemplate", "full_message",
    ];

    static readonly string[] Levels =
    [
        "level", "severity", "lvl", "log.level", "loglevel", "log_level", "levelname", "level_name", "@l", "@level",
        "severitytext", "severity_text", "s", "priority",
    ];

    static readonly string[] Times =
    [
        "timestamp", "time", "ts", "@timestamp", "@t", "datetime", "asctime", "t", "date", "time_iso8601", "timemillis",
        "eventtime", "timestampns", "instant",
    ];

    static readonly FieldName[][] ByLength = Build();

    readonly byte[] _utf8 = Encoding.ASCII.GetBytes(Text);

    /// <summary>Null for a key that stands for nothing but itself. In any case of letters.</summary>
    public static FieldName? Find(ReadOnlySpan<byte> key)
    {
        if (key.Length is 0 or > LongestName) return null;
        foreach (var name in ByLength[key.Length])
        {
            if (((name._utf8[0] ^ key[0]) & ~0x20) == 0 && Ascii.EqualsIgnoreCase(key, name._utf8)) return name;
        }

        return null;
    }

    static FieldName[][] Build()
    {
        var names = new List<FieldName>();
        names.AddRange(Messages.Select((name, i) => new FieldName(name, FieldRole.Message, i)));
        names.AddRange(Levels.Select((name, i) => new FieldName(name, FieldRole.Level, i)));
        names.Add(new FieldName("severitynumber", FieldRole.Level, 20, LevelScale.OpenTelemetry));
        names.Add(new FieldName("severity_number", FieldRole.Level, 20, LevelScale.OpenTelemetry));
        names.Add(new FieldName("levelno", FieldRole.Level, 20, LevelScale.Python));
        names.Add(new FieldName("level_value", FieldRole.Level, 20));
        names.AddRange(Times.Select((name, i) => new FieldName(name, FieldRole.Time, i)));
        names.Add(new FieldName("service", FieldRole.Service, 0));
        names.Add(new FieldName("service.name", FieldRole.Service, 1));
        names.Add(new FieldName("service_name", FieldRole.Service, 2));
        names.Add(new FieldName("servicename", FieldRole.Service, 3));
        names.Add(new FieldName("container_name", FieldRole.ContainerName, 0));
        names.Add(new FieldName("container.name", FieldRole.ContainerName, 1));
        names.Add(new FieldName("container_id", FieldRole.ContainerId, 0));
        names.Add(new FieldName("container.id", FieldRole.ContainerId, 1));
        names.Add(new FieldName("metadata", FieldRole.Metadata, 0));
        return [.. Enumerable.Range(0, LongestName + 1).Select(length => names.Where(n => n.Text.Length == length).ToArray())];
    }
}

/// <summary>How a level's number is to be read.</summary>
enum LevelScale : byte
{
    BySize,
    Python,
    OpenTelemetry,
}
