using System;
using System.Text.Json;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;

namespace LogAggregator.Collect.Docker.Lines;

/// <summary>Why lines are missing, or may be.</summary>
enum GapReason
{
    /// <summary>The engine had deleted the file before it was read.</summary>
    Rotation,

    /// <summary>Somebody emptied the log.</summary>
    Truncation,

    /// <summary>The engine cannot read a part of its log.</summary>
    Corruption,

    /// <summary>The container and its log were removed before the end of it was read.</summary>
    Removal,
}

/// <summary>The record that stands where lines are missing.</summary>
/// <param name="Reason">Why.</param>
/// <param name="FromNs">Docker's time of the last line before it.</param>
/// <param name="ToNs">Docker's time of the first line behind it, or when it was found.</param>
/// <param name="Certain">False where lines may be missing, or not.</param>
readonly record struct GapRecord(GapReason Reason, long FromNs, long ToNs, bool Certain)
{
    /// <summary>Lines of the two streams lie in a log in another order than their times by so much: the measured 9 ms.</summary>
    public const long ReorderNs = 10_000_000;

    /// <summary>Between two messages that follow each other in the log. The second has the lower time where the engine's clock was set back.</summary>
    public static GapRecord Between(GapReason reason, long fromNs, long toNs) =>
        new(reason, Math.Min(fromNs, toNs) - ReorderNs, Math.Max(fromNs, toNs) + ReorderNs, Certain: false);

    public void AddTo(RecordBatch batch, SourceTable sources) =>
        ServiceRecord.AddTo(batch, sources, ToNs, Level.Warning, RecordFlags.Gap, Sentence(sources.Identity.Name), "gap", WriteFields);

    public string Sentence(string container) =>
        $"Lines of {container} between {Timestamps.Format(FromNs)} and {Timestamps.Format(ToNs)} {(Certain ? "are" : "may be")} missing: {Explanation}";

    string Explanation => Reason switch
    {
        GapReason.Rotation => "the log was rotated before they could be read",
        GapReason.Truncation => "the log was emptied",
        GapReason.Corruption => "the engine cannot read that part of the log",
        _ => "the container was removed before the end of its log was read",
    };

    void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("from", Timestamps.Format(FromNs));
        json.WriteString("to", Timestamps.Format(ToNs));
        json.WriteString("reason", Reason switch
        {
            GapReason.Rotation => "rotation",
            GapReason.Truncation => "truncation",
            GapReason.Corruption => "corruption",
            _ => "removal",
        });
    }
}
