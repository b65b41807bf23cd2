namespace ClickFunnels.Emulator.Control;

/// <summary>An error of a request to the control: its status, and a message that says how to do it right.</summary>
internal sealed class ControlProblem(int status, string message) : Exception(message)
{
    public const string NoRoute =
        "The control of the emulator has no such route. GET " + ControlServer.Root + "/openapi.yaml lists the routes.";

    public int Status { get; } = status;

    /// <summary>Turns what a request did wrong into a response.</summary>
    public static async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (context.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false })
            {
                await WriteAsync(context, 405, $"This route does not take {context.Request.Method}. The Allow header lists what it takes.");
            }
        }
        catch (ControlProblem problem)
        {
            await WriteAsync(context, problem.Status, problem.Message);
        }
        catch (BadHttpRequestException problem)
        {
            await WriteAsync(context, problem.StatusCode, problem.Message);
        }
        catch (ArgumentException problem)
        {
            // The C# methods refuse bad arguments in the same words.
            await WriteAsync(context, 400, WithoutParameter(problem));
        }
        catch (InvalidDataException problem)
        {
            await WriteAsync(context, 400, problem.Message);
        }
        catch (KeyNotFoundException problem)
        {
            await WriteAsync(context, 404, problem.Message);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await WriteAsync(context, 409, "The state was replaced before the request was done. Send the request again.");
        }
        catch (IOException problem) when (!context.RequestAborted.IsCancellationRequested)
        {
            await WriteAsync(context, 503, problem.Message);
        }
    }

    // The name of the C# parameter, and the value of a number, are further parts of the message. Messages of .NET name it only there.
    public static string WithoutParameter(ArgumentException problem)
    {
        var end = problem.ParamName is { } name ? problem.Message.IndexOf($" (Parameter '{name}')", StringComparison.Ordinal) : -1;
        var message = end < 0 ? problem.Message : problem.Message[..end];
        return end < 0 || message.Contains(problem.ParamName!, StringComparison.Ordinal) ? message : $"{problem.ParamName}: {message}";
    }

    public static Task WriteAsync(HttpContext context, int status, string message)
    {
        if (context.Response.HasStarted)
        {
            // A part of another response was sent: only a cut connection shows that it is not complete.
            context.Abort();
            return Task.CompletedTask;
        }

        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new ControlError(message),
            ControlJson.TypeOf<ControlError>(),
            cancellationToken: context.RequestAborted
        );
    }
}

/// <summary>The body of an error of the control.</summary>
/// <param name="Error">The error, and how to fix it.</param>
internal sealed record ControlError(string Error);
