using System.Diagnostics;
using System.Text;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Replay;
using ClickFunnels.Emulator.Requests;
using ClickFunnels.Emulator.Store;
using Microsoft.AspNetCore.Http.Extensions;

namespace ClickFunnels.Emulator.Http;

/// <summary>Takes a request through the edge, the token check, the route and the faults to its handler.</summary>
internal sealed class ApiPipeline(
    ApiRoutes routes,
    Platform platform,
    TokenRegistry tokens,
    FaultLedger<Fault> faults,
    CallHandler handler,
    ISideRoutes? beside,
    RequestLog log,
    TrafficFolder? traffic,
    ApiEmulatorOptions options,
    ReadGate reads,
    StrictMode? strict,
    ReplayLibrary? replay,
    EmulatorClock clock
)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var path = context.Request.Path.Value ?? "";
        var below = routes.BelowBase(path);
        var route = below is null ? null : routes.Match(context.Request.Method, below);
        var isBeside = beside?.Serves(path) == true;
        Fault? fault = null;
        Action? exit = null;
        byte[]? body = null;
        IReadOnlyList<ContractViolation>? violations = null;
        EmulatorResponse? response;
        Caller? caller = null;
        try
        {
            response = platform.Refuse(context.Request, route, isBeside, tokens, out caller);
            if (response is null && isBeside)
            {
                var form = await ReadBodyAsync(context.Request, context.RequestAborted);
                response = form is null ? platform.Respond(ApiProblem.TooLarge()) : beside!.Handle(context.Request, form);
            }
            else if ((strict is not null || replay is not null) && caller is not null && (response is null || route is null))
            {
                body = await ReadBodyAsync(context.Request, context.RequestAborted);
                (violations, response) = body is null
                    ? ([], platform.Respond(ApiProblem.TooLarge()))
                    : Inspect(context.Request, route, body, response);
            }

            if (response is null && !isBeside)
            {
                response = reads.Enter(route!, caller!, context.Request.QueryString.Value ?? "", out exit);
                fault =
                    response is null && faults.TryTake(target => routes.IsTarget(target, route!, below!), out var planned) ? planned : null;
                response ??= await ApplyFaultAsync(context, fault);
                if (response is null && fault is not { CutsBeforeHandling: true })
                {
                    body ??= await ReadBodyAsync(context.Request, context.RequestAborted);
                    response = Respond(context, route!, ref caller, fault, body);
                }
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            response = null;
        }
        catch (ChangeLogException exception)
        {
            await WriteLogAsync(exception.Message);
            response = platform.Respond(ApiProblem.NotSaved());
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The message may hold data of the request.
            await WriteLogAsync($"{exception.GetType()}\n{exception.StackTrace}");
            response = platform.Respond(ApiProblem.Error(500, $"The emulator failed with {exception.GetType().Name}"));
        }
        finally
        {
            exit?.Invoke();
        }

        var recorded = log.Add(
            context.Request,
            new LoggedCall(started, route, fault, isBeside)
            {
                Body = body,
                Violations = violations,
                Epoch = caller?.Epoch,
            },
            response
        );
        await WriteLogAsync(
            $"{recorded.Method} {context.Request.Path.ToUriComponent()} -> {(recorded.Status is { } status ? status : "cut")}"
        );
        if (traffic is not null && response is { IsOwn: false, IsReplayed: false } && fault is null && !isBeside)
        {
            await traffic.WriteAsync(context.Request, body ?? [], response, context.RequestAborted);
        }

        if (response is null)
        {
            context.Abort();
        }
        else
        {
            await SendAsync(context, response);
        }
    }

    // The response that a fault gives in the handler's place.
    private async Task<EmulatorResponse?> ApplyFaultAsync(HttpContext context, Fault? fault)
    {
        if (fault is null or { CutsBeforeHandling: true })
        {
            return null;
        }

        if (fault.Wait.Ticks > 0)
        {
            await Task.Delay(fault.Wait, clock, context.RequestAborted);
        }

        return fault switch
        {
            { Message: { } message, Status: { } status } => platform.Respond(ApiProblem.Error(status, message)) with
            {
                Headers = [.. fault.Headers],
            },
            { Status: { } status } => new EmulatorResponse(status, Encoding.UTF8.GetBytes(fault.Body), fault.ContentType)
            {
                Headers = [.. fault.Headers],
            },
            _ => null,
        };
    }

    // Ends a request that breaks the contract, and one that only a recording knows.
    private (IReadOnlyList<ContractViolation>? Violations, EmulatorResponse? Response) Inspect(
        HttpRequest request,
        RoutedOperation? route,
        byte[] body,
        EmulatorResponse? refusal
    )
    {
        var (violations, response) = strict?.Check(request, route, body) ?? default;
        return (violations, response ?? (route is null ? replay?.Respond(request, route, body) : null) ?? refusal);
    }

    // No response means: cut the connection.
    private EmulatorResponse? Respond(HttpContext context, RoutedOperation route, ref Caller? caller, Fault? fault, byte[]? body)
    {
        if (body is null)
        {
            return platform.Respond(ApiProblem.TooLarge());
        }

        var response = replay?.Respond(context.Request, route, body) ?? Handle(context.Request, route, ref caller, body);
        if (fault is { CutsAfterHandling: true })
        {
            return null;
        }

        if (fault is { BreaksJson: true })
        {
            response = response with { Body = response.Body[..(response.Body.Length / 2)] };
        }

        if (fault is not null)
        {
            response.Headers.AddRange(fault.Headers);
        }

        return response;
    }

    // The caller is looked up again if the state was replaced since.
    private EmulatorResponse Handle(HttpRequest request, RoutedOperation route, ref Caller? caller, byte[] body)
    {
        // A request may come without a host.
        var address = Uri.TryCreate(request.GetEncodedUrl(), UriKind.Absolute, out var sent)
            ? sent
            : new Uri(options.ListenOn, request.GetEncodedPathAndQuery());
        EmulatorResponse? response = null;
        while (response is null)
        {
            try
            {
                response = handler.Handle(new RoutedRequest(route, caller!, request.Host.Host, address, request.ContentType, body));
            }
            catch (StateReplacedException)
            {
                response = platform.Refuse(request, route, false, tokens, out caller);
            }
        }

        return response;
    }

    // Null when the body is larger than allowed.
    private async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > options.MaxBodyBytes)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (body.Length + count > options.MaxBodyBytes)
            {
                return null;
            }

            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }

    private static async Task SendAsync(HttpContext context, EmulatorResponse response)
    {
        context.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (response.Status is 204 or 304)
        {
            return;
        }

        if (response.ContentType is not null)
        {
            context.Response.ContentType = response.ContentType;
        }

        context.Response.ContentLength = response.Body.Length;
        await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
    }

    private async ValueTask WriteLogAsync(string line)
    {
        if (options.Log is { } writer)
        {
            await writer.WriteLineAsync(line);
        }
    }
}
