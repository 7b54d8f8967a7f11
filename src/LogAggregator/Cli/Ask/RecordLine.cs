using System.Text;
using System.Text.Json;

namespace LogAggregator.Cli.Ask;

/// <summary>A record as a line for a terminal: time, level, container, message. The level has its colour.</summary>
static class RecordLine
{
    const string Reset = "\e[0m";

    public static string Of(JsonElement record)
    {
        var level = Text(record, "level");
        var origin = Text(record, "container_name");
        if (origin.Length == 0) origin = Text(record, "service");
        return $"\e[2m{Text(record, "timestamp")}{Reset} {ColourOf(level)}{level,-8}{Reset} \e[36m{Printable(origin)}{Reset} {Printable(Text(record, "message"))}";
    }

    /// <summary>What programs print must not steer the terminal: control characters but line breaks and tabs are left out.</summary>
    public static string Printable(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var c in text)
            if (!char.IsControl(c) || c is '\n' or '\t') shown.Append(c);
        return shown.ToString();
    }

    static string ColourOf(string level) => level switch
    {
        "CRITICAL" => "\e[1;31m",
        "ERROR" => "\e[31m",
        "WARNING" => "\e[33m",
        "INFO" => "\e[32m",
        _ => "\e[2m",
    };

    static string Text(JsonElement record, string name) =>
        record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
