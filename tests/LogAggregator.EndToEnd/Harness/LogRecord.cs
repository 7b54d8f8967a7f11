using System;
using System.Globalization;
using System.Text.Json.Nodes;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>A record as the API gives it.</summary>
/// <param name="Id">Its cursor; the first 16 digits are its time.</param>
/// <param name="TimestampNs">Its time, ns since the Unix epoch.</param>
/// <param name="Message">For people; of a plain line, the line.</param>
/// <param name="Container">The container's name.</param>
/// <param name="Stream">stdout, stderr or none.</param>
/// <param name="Gap">It says that lines are missing.</param>
/// <param name="IsLifecycle">No line: it says that the container was started or stopped.</param>
/// <param name="Json">All of it.</param>
sealed record LogRecord(string Id, long TimestampNs, string Message, string Container, string Stream, Gap? Gap, bool IsLifecycle, JsonObject Json)
{
    public static LogRecord Parse(string json)
    {
        var record = JsonNode.Parse(json)!.AsObject();
        var id = Text(record, "id");
        return new LogRecord(
            id, long.Parse(id.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            Text(record, "message"), Text(record, "container_name"), Text(record, "stream"), Gap.Of(record), (bool?)record["lifecycle"] ?? false, record);
    }

    public static string Text(JsonObject json, string name) => (string?)json[name] ?? "";
}
