namespace ClickFunnels.Webhooks;

/// <summary>A course was created: <c>course.created</c>.</summary>
public sealed class CourseCreated : WebhookNotification<Course>;

/// <summary>A course was changed: <c>course.updated</c>.</summary>
public sealed class CourseUpdated : WebhookNotification<Course>;

/// <summary>A course was deleted: <c>course.deleted</c>.</summary>
public sealed class CourseDeleted : WebhookNotification<Course>;

/// <summary>A course was published: <c>course.published</c>.</summary>
public sealed class CoursePublished : WebhookNotification<Course>;

/// <summary>An enrollment was created: <c>courses/enrollment.created</c>.</summary>
public sealed class CourseEnrollmentCreated : WebhookNotification<CourseEnrollment>;

/// <summary>An enrollment was changed: <c>courses/enrollment.updated</c>.</summary>
public sealed class CourseEnrollmentUpdated : WebhookNotification<CourseEnrollment>;

/// <summary>An enrollment was deleted: <c>courses/enrollment.deleted</c>.</summary>
public sealed class CourseEnrollmentDeleted : WebhookNotification<CourseEnrollment>;

/// <summary>An enrollment was suspended: <c>courses/enrollment.suspended</c>.</summary>
public sealed class CourseEnrollmentSuspended : WebhookNotification<CourseEnrollment>;

/// <summary>An enrollment reached the end of its course: <c>courses/enrollment.course_completed</c>.</summary>
public sealed class CourseEnrollmentCourseCompleted : WebhookNotification<CourseEnrollment>;

/// <summary>A section of a course was created: <c>courses/section.created</c>.</summary>
public sealed class CourseSectionCreated : WebhookNotification<CourseSection>;

/// <summary>A section of a course was changed: <c>courses/section.updated</c>.</summary>
public sealed class CourseSectionUpdated : WebhookNotification<CourseSection>;

/// <summary>A section of a course was deleted: <c>courses/section.deleted</c>.</summary>
public sealed class CourseSectionDeleted : WebhookNotification<CourseSection>;

/// <summary>A section of a course was published: <c>courses/section.published</c>.</summary>
public sealed class CourseSectionPublished : WebhookNotification<CourseSection>;

/// <summary>A lesson of a course was created: <c>courses/lesson.created</c>.</summary>
public sealed class CourseLessonCreated : WebhookNotification<CourseLesson>;

/// <summary>A lesson of a course was changed: <c>courses/lesson.updated</c>.</summary>
public sealed class CourseLessonUpdated : WebhookNotification<CourseLesson>;

/// <summary>A lesson of a course was deleted: <c>courses/lesson.deleted</c>.</summary>
public sealed class CourseLessonDeleted : WebhookNotification<CourseLesson>;

/// <summary>A lesson of a course was published: <c>courses/lesson.published</c>.</summary>
public sealed class CourseLessonPublished : WebhookNotification<CourseLesson>;
