using System;
using System.Net.Http;
using System.Text;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>Builds address, body and message of a request.</summary>
internal static class RequestBuilder
{
    /// <summary>Returns the address: base, path with its ids, query, and the cursor of the page.</summary>
    /// <exception cref="ArgumentException">The address is longer than <see cref="ApiClientOptions.MaxUrlLength" />.</exception>
    public static Uri Address(string baseAddress, ApiRequest request, ApiScope scope, string query, string? page, int maximum)
    {
        var address = new StringBuilder(128).Append(baseAddress);
        request.Operation.AppendPath(address, scope, request.Ids);
        address.Append(query);
        if (page is not null)
        {
            address.Append(query.Length == 0 ? '?' : '&').Append(page);
        }

        return address.Length <= maximum ? new Uri(address.ToString()) : throw TooLong(request.Operation, address.Length, maximum);
    }

    /// <summary>Returns the body as JSON in its envelope; null when the request has none.</summary>
    /// <exception cref="ArgumentException">The record is missing, updates nothing, or lacks a required field.</exception>
    public static byte[]? Body(ApiRequest request, bool checksRequired)
    {
        if (!request.Operation.Has(OperationTraits.OptionalBody | OperationTraits.RequiredBody))
        {
            return null;
        }

        if ((request.Body ?? request.Options?.OptionalBody) is { } model)
        {
            return model.IsEmpty && request.Operation.Method != HttpMethod.Post
                ? throw NothingToUpdate(request.Operation, model)
                : JsonBody.Write(model, request.Operation.Envelope, checksRequired ? request.Operation : null);
        }

        return !request.Operation.Has(OperationTraits.RequiredBody) ? request.Content : throw NoRecord(request);
    }

    /// <summary>Returns a new message, because a message can be sent only once.</summary>
    public static HttpRequestMessage Message(ApiCall call, ApiConnection connection)
    {
        var message = new HttpRequestMessage(call.Operation.Method, call.Address);
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (call.Options?.SentHeaders is { } headers)
        {
            foreach (var header in headers)
            {
                message.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        if (!call.Operation.IsSafeToRepeat)
        {
            SendOnce.Mark(message);
        }

        message.Content = call.Body is null ? null : new RequestContent(call.Body, call.MediaType);
        if (connection.Options.TrafficRecorder is not null)
        {
            RecordedRoute.Set(message, call.Operation);
        }

        return message;
    }

    // Methods of their own, because a first call compiles each method that it uses, with all of its messages.
    private static ArgumentException TooLong(Operation operation, int length, int maximum) =>
        new(
            $"{operation}: the address would have {length} characters, but servers usually refuse more than {maximum} (MaxUrlLength). "
                + "Pass fewer values: split a filter with many ids into several calls."
        );

    private static ArgumentException NothingToUpdate(Operation operation, Model model) =>
        new(
            $"{operation}: the {model.GetType().Name} sets no field, so there is nothing to update. Set at least one field; null counts "
                + "as a value."
        );

    private static ArgumentNullException NoRecord(ApiRequest request) =>
        new(nameof(request), $"{request.Operation.Method} {request.Operation.Route} needs a record to send, but null was passed.");
}
