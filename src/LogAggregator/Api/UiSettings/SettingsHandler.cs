using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace LogAggregator.Api.UiSettings;

/// <summary><c>GET</c> and <c>PUT /ui/settings</c>: what people set on the page and the searches they saved, for all of them.</summary>
sealed partial class SettingsHandler(SettingsFile file, ILogger<SettingsHandler> logger)
{
    public async Task GetAsync(HttpContext context)
    {
        if (await AskDiskAsync(context, () => file.ReadAsync(context.RequestAborted)) is not { } document) return;
        JsonBody.Begin(context, StatusCodes.Status200OK);
        context.Response.Headers.ETag = document.Tag.ToString();
        context.Response.ContentLength = document.Json.Length;
        await context.Response.BodyWriter.WriteAsync(document.Json, context.RequestAborted);
    }

    public async Task PutAsync(HttpContext context)
    {
        if (await ReadBodyAsync(context.Request) is not { } body)
            await Problem.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, "The settings are larger than 256 KiB; remove saved searches that nobody needs.");
        else if (SettingsDocument.TryParse(body, out var next, out var error))
            await ReplaceAsync(context, next);
        else
            await Problem.WriteAsync(context, StatusCodes.Status400BadRequest, $"The settings are one JSON object, and this body cannot be kept, because {error}.");
    }

    async Task ReplaceAsync(HttpContext context, SettingsDocument next)
    {
        if (await AskDiskAsync(context, () => file.ReplaceAsync(next, present => IsExpected(context.Request, present), context.RequestAborted)) is not { } standing) return;
        context.Response.Headers.ETag = standing.Tag.ToString();
        if (standing == next) context.Response.StatusCode = StatusCodes.Status204NoContent;
        else await Problem.WriteAsync(context, StatusCodes.Status412PreconditionFailed, "The settings have changed since they were read; GET them, make the change again, and send it with their ETag.");
    }

    static bool IsExpected(HttpRequest request, SettingsDocument present) =>
        !request.Headers.ContainsKey(HeaderNames.IfMatch)
        || request.GetTypedHeaders().IfMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(present.Tag, useStrongComparison: true));

    /// <summary>Null if it is larger than a document may be.</summary>
    static async Task<byte[]?> ReadBodyAsync(HttpRequest request)
    {
        if (request.ContentLength > SettingsDocument.MaxBytes) return null;
        // One byte more than expected, so that a body that is too large is seen.
        var bytes = new byte[(request.ContentLength ?? SettingsDocument.MaxBytes) + 1];
        var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        return length > SettingsDocument.MaxBytes ? null : bytes[..length];
    }

    /// <summary>Null if the disk failed; then the request is answered.</summary>
    async Task<SettingsDocument?> AskDiskAsync(HttpContext context, Func<Task<SettingsDocument>> ask)
    {
        try
        {
            return await ask();
        }
        catch (IOException exception) when (StoreFullException.IsToldBy(exception))
        {
            await Problem.RetryLaterAsync(context, StatusCodes.Status507InsufficientStorage, "The disk of the service is full; the settings are as they were. Free some room or set RETENTION_BYTES, then send them again.", 30);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogDiskFailed(exception);
            await Problem.RetryLaterAsync(context, StatusCodes.Status503ServiceUnavailable, "The disk of the service failed; the settings are as they were. Try again later.", 30);
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The settings of the page could not be read or written")]
    partial void LogDiskFailed(Exception exception);
}
