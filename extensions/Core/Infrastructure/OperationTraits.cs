using System;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Properties of an operation besides its route and its envelopes.</summary>
[Flags]
public enum OperationTraits
{
    /// <summary>Nothing: no body, one response, repeated unless it is a POST.</summary>
    None = 0,

    /// <summary>Requests may have a body.</summary>
    OptionalBody = 1,

    /// <summary>Requests have a body.</summary>
    RequiredBody = 2,

    /// <summary>A list whose response header holds the cursor of the next page (<c>x-pagination: cursor</c>).</summary>
    CursorPaging = 4,

    /// <summary>A list whose requests say how many records to skip (<c>x-pagination: skip</c>).</summary>
    SkipPaging = 8,

    /// <summary>A list whose requests name the number of the page (<c>x-pagination: page</c>).</summary>
    NumberPaging = 16,

    /// <summary>Sending a request twice has the same effect as sending it once, although it is a POST (<c>x-idempotent</c>).</summary>
    SafeToRepeat = 32,

    /// <summary>Requests carry their record as a form, <c>multipart/form-data</c>, which can hold files.</summary>
    Form = 64,

    /// <summary>Requests carry their record as a form if it holds a file, and otherwise as JSON.</summary>
    FormWithFiles = 128,

    /// <summary>
    /// Responses may hold their record or list bare, instead of below the key of the envelope (<c>x-result-envelope-optional</c>).
    /// </summary>
    OptionalResultEnvelope = 256,
}
