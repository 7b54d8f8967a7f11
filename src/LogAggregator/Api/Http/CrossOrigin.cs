using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.Configuration;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Http;

/// <summary>
/// Which web pages may use the API. All may by default. When <c>CORS_ORIGINS</c> narrows it, a browser keeps answers from
/// other pages; but it sends their posts and opens their WebSockets all the same, so those are refused here. The settings of the
/// service's own page, the one thing that is put, no other page may replace.
/// </summary>
sealed class CrossOrigin(IReadOnlyList<string> origins)
{
    readonly bool _any = origins.Contains(Origins.Any);

    public void Configure(CorsPolicyBuilder policy)
    {
        policy.WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Post).AllowAnyHeader().WithExposedHeaders("Retry-After").SetPreflightMaxAge(TimeSpan.FromHours(1));
        if (_any) policy.AllowAnyOrigin();
        else policy.WithOrigins([.. origins]);
    }

    public Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        MayUse(context)
            ? next(context)
            : Problem.WriteAsync(context, StatusCodes.Status403Forbidden, $"Pages of {context.Request.Headers.Origin} may not use this service; CORS_ORIGINS lists those that may.");

    bool MayUse(HttpContext context) =>
        (_any && !HttpMethods.IsPut(context.Request.Method)) || !Changes(context) || IsOwn(context.Request) || IsListed(context.Request);

    static bool Changes(HttpContext context) =>
        context.WebSockets.IsWebSocketRequest || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method));

    /// <summary>Programs send no origin; the service's own page sends its own, whose scheme a proxy in between may have changed.</summary>
    static bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || origin.Equals($"http://{request.Host}", StringComparison.OrdinalIgnoreCase)
            || origin.Equals($"https://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>By its name: behind a proxy that changes the host too, that is how the service knows its own page.</summary>
    bool IsListed(HttpRequest request) => origins.Contains(request.Headers.Origin.ToString(), StringComparer.OrdinalIgnoreCase);
}
