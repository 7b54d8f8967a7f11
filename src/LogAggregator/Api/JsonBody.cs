using System;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api;

/// <summary>Answers in JSON, written by hand: no reflection, no object in between.</summary>
static class JsonBody
{
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>Text beyond ASCII is written as it is; it is served as JSON with <c>nosniff</c>, never inside HTML.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object; <paramref name="write"/> writes its properties.</summary>
    public static async Task WriteObjectAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        Begin(context, status);
        using (var json = new Utf8JsonWriter(context.Response.BodyWriter, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    /// <summary>UTC, to the millisecond.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static void Begin(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
    }
}
