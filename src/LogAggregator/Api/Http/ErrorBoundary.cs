using System;
using System.Threading.Tasks;
using LogAggregator.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Api.Http;

/// <summary>
/// The one place where what goes wrong in a request ends: a broken request is answered with its status, a fault of the
/// service with 500, counted and logged once. An answer that has begun is cut, so that no reader takes a part for the whole.
/// </summary>
sealed partial class ErrorBoundary(ServiceMetrics metrics, ILogger<ErrorBoundary> logger)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away; there is nobody to tell.
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await Problem.WriteAsync(context, exception.StatusCode, SentenceFor(exception));
        }
#pragma warning disable CA1031 // Whatever a handler throws, the client gets an answer and the service goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            metrics.RequestsFailed.Increment();
            LogFailed(exception, context.Request.Method, context.Request.Path);
            await FailAsync(context);
        }
    }

    static async Task FailAsync(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        await Problem.WriteAsync(context, StatusCodes.Status500InternalServerError, "The service failed to answer; its own log says why. Trying again may help.");
    }

    static string SentenceFor(BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => "The body is larger than 16 MiB; send it in parts.",
        StatusCodes.Status408RequestTimeout => "The body arrived too slowly; send it again.",
        _ => $"The request is not valid HTTP: {exception.Message}",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    partial void LogFailed(Exception exception, string method, string path);
}
