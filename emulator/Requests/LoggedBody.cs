namespace ClickFunnels.Emulator;

/// <summary>The body of a request or response.</summary>
/// <param name="Length">Length in bytes, as it was sent.</param>
/// <param name="ContentType">The content type; null if none was sent.</param>
/// <param name="Text">
/// The text, with secrets replaced by <c>[redacted]</c>. A form is shown as JSON. JSON that is malformed ends with <c>…</c> where it stops
/// being JSON. Null if the body is not text, or is not kept: it is larger than 64 KB, or the bodies of later requests need the space.
/// </param>
public sealed record LoggedBody(long Length, string? ContentType, string? Text);
