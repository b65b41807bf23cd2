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
            await WriteAsync(context, 400, problem.Message);
        }
        catch (IOException problem) when (!context.RequestAborted.IsCancellationRequested)
        {
            await WriteAsync(context, 503, problem.Message);
        }
    }

    public static Task WriteAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new ControlError(message), ControlJson.Options, context.RequestAborted);
    }
}

/// <summary>The body of an error of the control.</summary>
/// <param name="Error">The error, and how to fix it.</param>
internal sealed record ControlError(string Error);
