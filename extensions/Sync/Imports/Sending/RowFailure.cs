using ClickFunnels.Core;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync.Imports;

/// <summary>Judges the failure of a call: it concerns the row, or the import as a whole, or it may pass.</summary>
internal static class RowFailure
{
    private const int MaxReason = 200;
    private const int ShortestHidden = 3;
    private const int NotFound = 404;
    private const int TooLarge = 413;

    /// <summary>True if the service refused the row, so that only another row can succeed.</summary>
    public static bool IsOfRow(ApiException exception, ImportTarget target) =>
        exception is ApiValidationException or ApiBadRequestException or ApiConflictException
        || exception is ApiStatusException { StatusCode: TooLarge }
        || exception is ApiStatusException { StatusCode: NotFound } && target.Parents.Count > 0;

    /// <summary>True if the same request may succeed later.</summary>
    public static bool MayPass(ApiException exception) => exception.IsTransient || exception is ApiResponseException;

    /// <summary>Returns field and reason, without values of the row.</summary>
    public static (string? Field, string Reason) Describe(ApiException exception, MappedRow row, ImportTarget target)
    {
        if (exception is not ApiStatusException { Errors.Count: > 0 } status)
        {
            return (
                null,
                exception is ApiStatusException other ? $"the service returned status {other.StatusCode}" : Unfinished(exception)
            );
        }

        var error = status.Errors[0];
        var field =
            error.Field is { } named && target.Create.Request?.Properties.ContainsKey(named) == true
                ? named
                : FieldOf(error.Message, target);
        return (field, $"status {status.StatusCode}: {Clean(error.Message, row)}");
    }

    private static string Unfinished(ApiException exception) => $"the service did not respond as expected ({exception.GetType().Name})";

    // "Email address is invalid" begins with the name of the field.
    private static string? FieldOf(string message, ImportTarget target) =>
        target
            .Create.Request?.Properties.Keys.Where(name =>
                message.StartsWith(name.Replace('_', ' ') + " ", StringComparison.OrdinalIgnoreCase)
            )
            .MaxBy(static name => name.Length);

    // The service may repeat values of the row, which may be personal.
    private static string Clean(string message, MappedRow row)
    {
        var text = message;
        foreach (
            var value in Values(row).Where(static value => value.Length >= ShortestHidden).OrderByDescending(static value => value.Length)
        )
        {
            text = text.Replace(value, "…", StringComparison.OrdinalIgnoreCase);
        }

        text = string.Concat(
            text.Where(static letter => !char.IsSurrogate(letter)).Select(static letter => char.IsControl(letter) ? ' ' : letter)
        );
        return text.Length > MaxReason ? text[..MaxReason] + "…" : text;
    }

    private static IEnumerable<string> Values(MappedRow row) =>
        row.Fields.Descendants().OfType<JValue>().Select(RowMapper.KeyText).Concat(row.Tags);
}
