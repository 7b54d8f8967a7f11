using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using System.Threading.Tasks;
using LogAggregator.Api.Parameters;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LogAggregator.Api;

/// <summary>
/// Errors as RFC 9457 wants them: <c>{"type","title","status","detail"}</c>, where the detail is a sentence that says what to
/// send instead; bad parameters are listed in <c>errors</c> as well.
/// </summary>
static class Problem
{
    public const string ContentType = "application/problem+json";

    /// <param name="context">The request; its answer must not have begun.</param>
    /// <param name="status">400 to 599.</param>
    /// <param name="detail">The sentence.</param>
    /// <param name="writeMore">Writes further properties.</param>
    public static async Task WriteAsync(HttpContext context, int status, string detail, Action<Utf8JsonWriter>? writeMore = null)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
        Write(context.Response.BodyWriter, status, detail, writeMore);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    public static Task BadParametersAsync(HttpContext context, IReadOnlyList<ParameterError> errors) =>
        WriteAsync(context, StatusCodes.Status400BadRequest, errors[0].Message, json => WriteErrors(json, errors));

    /// <summary>Where the first error is, if it has a place.</summary>
    public static void WritePosition(Utf8JsonWriter json, ParameterError error)
    {
        if (error.Position is { } position) json.WriteNumber("position", position);
    }

    /// <param name="context">The request; its answer must not have begun.</param>
    /// <param name="status">400 to 599.</param>
    /// <param name="detail">The sentence.</param>
    /// <param name="retryAfterSeconds">When it is worth trying again.</param>
    public static Task RetryLaterAsync(HttpContext context, int status, string detail, int retryAfterSeconds)
    {
        context.Response.Headers.RetryAfter = retryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(context, status, detail);
    }

    static void Write(PipeWriter output, int status, string detail, Action<Utf8JsonWriter>? writeMore)
    {
        using var json = new Utf8JsonWriter(output, JsonBody.Options);
        json.WriteStartObject();
        json.WriteString("type", "about:blank");
        json.WriteString("title", ReasonPhrases.GetReasonPhrase(status));
        json.WriteNumber("status", status);
        json.WriteString("detail", detail);
        writeMore?.Invoke(json);
        json.WriteEndObject();
    }

    static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<ParameterError> errors)
    {
        WritePosition(json, errors[0]);
        json.WriteStartArray("errors");
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteString("parameter", error.Parameter);
            json.WriteString("message", error.Message);
            WritePosition(json, error);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
