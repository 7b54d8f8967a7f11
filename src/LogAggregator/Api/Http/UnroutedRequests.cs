using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Http;

/// <summary>Gives the answers of the router itself a body: no such path, no such method there.</summary>
static class UnroutedRequests
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response.HasStarted || context.Response.ContentType is not null) return;
        if (context.Response.StatusCode == StatusCodes.Status404NotFound)
            await Problem.WriteAsync(context, StatusCodes.Status404NotFound, $"There is nothing at {context.Request.Path}; GET /openapi.json lists every path.");
        else if (context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
            await Problem.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, $"{context.Request.Path} does not take {context.Request.Method}; it takes {context.Response.Headers.Allow}.");
    }
}
