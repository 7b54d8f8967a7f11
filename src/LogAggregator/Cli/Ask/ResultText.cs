using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace LogAggregator.Cli.Ask;

/// <summary>A result of <c>GET /logs/query</c> as lines for a terminal: a table with its columns aligned, or records.</summary>
static class ResultText
{
    /// <summary>Characters of a cell; more are cut.</summary>
    const int MaxWidth = 100;

    public static IEnumerable<string> Lines(JsonElement result)
    {
        var rows = result.TryGetProperty("rows", out var table) ? Table(result.GetProperty("columns"), table) : Records(result.GetProperty("records"));
        return rows.Concat(result.GetProperty("notes").EnumerateArray().Select(note => $"\e[33mpartial: {note.GetString()}\e[0m"));
    }

    /// <summary>A record to which pipes added columns shows them behind its message.</summary>
    static IEnumerable<string> Records(JsonElement records)
    {
        foreach (var record in records.EnumerateArray())
        {
            yield return record.TryGetProperty("record", out var inner)
                ? $"{RecordLine.Of(inner)} \e[2m{RecordLine.Printable(record.GetProperty("columns").GetRawText())}\e[0m"
                : RecordLine.Of(record);
        }
    }

    static IEnumerable<string> Table(JsonElement columns, JsonElement rows)
    {
        var head = columns.EnumerateArray().Select(Cell).ToArray();
        var body = rows.EnumerateArray().Select(row => row.EnumerateArray().Select(Cell).ToArray()).ToList();
        var first = rows.EnumerateArray().FirstOrDefault();
        var widths = head.Select((name, i) => body.Select(row => row[i].Length).Append(name.Length).Max()).ToArray();
        var isNumber = head.Select((_, i) => first.ValueKind == JsonValueKind.Array && first[i].ValueKind == JsonValueKind.Number).ToArray();
        yield return $"\e[1m{Aligned(head, widths, isNumber)}\e[0m";
        foreach (var row in body) yield return Aligned(row, widths, isNumber);
    }

    /// <summary>Numbers to the right, the rest to the left.</summary>
    static string Aligned(string[] cells, int[] widths, bool[] isNumber) =>
        string.Join("  ", cells.Select((cell, i) => isNumber[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd();

    static string Cell(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => RecordLine.Printable(value.GetString()!).Replace('\n', ' ').Replace('\t', ' '),
            JsonValueKind.Null => "",
            _ => value.GetRawText(),
        };
        return text.Length <= MaxWidth ? text : string.Concat(text.AsSpan(0, MaxWidth - 1), "…");
    }
}
